import { ErrorCode, GatewayError } from '../errors';
import { textPosition } from './text-position';

const LONGEST = 8_192;

/** A filter as it was written. */
export class FilterText {
  /** @throws GatewayError LIMIT_EXCEEDED where the text is too long. */
  constructor(
    readonly text: string,
    /** The input path, such as `ldapFilter`. */
    readonly parameter: string,
  ) {
    if (text.length <= LONGEST) return;
    throw new GatewayError(
      ErrorCode.LIMIT_EXCEEDED,
      `"${parameter}" has ${text.length} characters; a filter has at most ${LONGEST}.`,
      { parameter, limit: LONGEST },
    );
  }

  /** The error that says what is wrong at a place, as the end of a sentence; `extensions.position` is the place. */
  mistake(offset: number, fault: string): GatewayError {
    const { message, ...details } = this.told(offset, fault);
    return new GatewayError(ErrorCode.BAD_USER_INPUT, message, details);
  }

  /** The same where there is more of something than the limit. */
  excess(offset: number, fault: string, limit: number): GatewayError {
    const { message, ...details } = this.told(offset, fault);
    return new GatewayError(ErrorCode.LIMIT_EXCEEDED, message, { ...details, limit });
  }

  private told(offset: number, fault: string) {
    const { parameter } = this;
    const position = textPosition(this.text, offset);
    const place = `line ${position.line}, column ${position.column}`;
    return { message: `"${parameter}" is wrong at ${place}: ${fault}.`, parameter, position };
  }
}
