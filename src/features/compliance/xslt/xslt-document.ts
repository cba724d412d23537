import { SaxesParser, type SaxesTagNS } from 'saxes';

import { ErrorCode, GatewayError } from '../../../errors';
import { textPosition } from '../../../filters/text-position';
import { XsltChecker } from './xslt-checker';

const LONGEST = 262_144;

/**
 * Checks that a text is an XSLT 1.0 document: well-formed, with the elements of XSLT where they belong, and expressions and patterns that
 * are such. Nothing outside the text is looked at, and a document type declaration is refused.
 *
 * @throws GatewayError BAD_USER_INPUT with the `position` of a mistake, LIMIT_EXCEEDED where the text is too long.
 */
export function checkXslt(text: string, parameter: string): void {
  if (text.length > LONGEST) {
    throw new GatewayError(
      ErrorCode.LIMIT_EXCEEDED,
      `The XSLT document has ${text.length} characters; it may have at most ${LONGEST}.`,
      { parameter, limit: LONGEST },
    );
  }
  const mistake = (offset: number, fault: string): GatewayError => {
    const position = textPosition(text, offset);
    return new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `The XSLT document is wrong at line ${position.line}, column ${position.column}: ${fault}.`,
      { parameter, position },
    );
  };
  const parser = new SaxesParser({ xmlns: true, position: false });
  let tagAt = 0;
  const checker = new XsltChecker((fault) => mistake(tagAt, fault));
  parser.on('error', ({ message }) => {
    throw mistake(Math.min(parser.position, text.length), `it is not well-formed XML: ${message.replace(/\.$/, '')}`);
  });
  parser.on('xmldecl', ({ version }) => {
    if (version !== '1.0') throw mistake(0, `it is XML ${version}, not XML 1.0`);
  });
  parser.on('doctype', () => {
    throw mistake(text.indexOf('<!DOCTYPE'), 'it has a document type declaration, which is not taken');
  });
  parser.on('opentagstart', ({ name }) => {
    tagAt = text.lastIndexOf(`<${name}`, parser.position);
  });
  parser.on('opentag', (tag: SaxesTagNS) => checker.open(tag, (prefix) => parser.resolve(prefix) !== undefined));
  parser.on('text', (written) => checker.text(written));
  parser.on('cdata', (written) => checker.text(written));
  parser.on('closetag', () => checker.close());
  parser.write(text).close();
}
