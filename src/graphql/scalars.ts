import { GraphQLScalarType, Kind } from 'graphql';
import { GraphQLUUID } from 'graphql-scalars';

import { characterCount } from '../database/text-keys';
import { ErrorCode, GatewayError } from '../errors';

/** What is said of a value that is none of a scalar: it names the scalar, and how its values are written. */
function invalid(value: unknown, name: string, form: string): GatewayError {
  return new GatewayError(ErrorCode.BAD_USER_INPUT, `${JSON.stringify(value)} is not a valid ${name}; it is ${form}.`);
}

function textScalar(
  name: string,
  description: string,
  form: string,
  parse: (text: string) => string | null,
): GraphQLScalarType<string, string> {
  const read = (value: unknown): string => {
    const parsed = typeof value === 'string' ? parse(value) : null;
    if (parsed === null) throw invalid(value, name, form);
    return parsed;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: String,
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : null),
  });
}

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

export const FqdnScalar = textScalar(
  'Fqdn',
  'The fully qualified domain name of a host or pool, such as `atl-cs-001.litwareinc.com`: labels of letters, digits and hyphens (RFC 1123), at most 255 characters, in any case.',
  'a domain name, such as atl-cs-001.litwareinc.com',
  (text) => {
    const name = text.toLowerCase();
    return name.length <= 255 && name.split('.').every((label) => LABEL.test(label)) ? name : null;
  },
);

export const UrlScalar = textScalar(
  'URL',
  'An absolute URL as the URL Standard (https://url.spec.whatwg.org/) has it, at most 2,048 characters.',
  'written with its scheme, such as https://litwareinc.com/, in at most 2,048 characters',
  // The parser itself would pass over blanks.
  (text) => (characterCount(text) <= 2048 && !/\s/.test(text) && URL.canParse(text) ? text : null),
);

/** A number that JavaScript and JSON hold exactly. */
function exactNumber(value: unknown): number {
  const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
  throw invalid(value, 'BigInt', 'a whole number from −(2^53 − 1) to 2^53 − 1');
}

export const BigIntScalar = new GraphQLScalarType<number, number>({
  name: 'BigInt',
  description:
    'A whole number beyond the 32 bits of Int, from −(2^53 − 1) to 2^53 − 1: what a JSON number holds exactly. A text of digits is taken too.',
  serialize: exactNumber,
  parseValue: exactNumber,
  parseLiteral: (node) => exactNumber(node.kind === Kind.INT || node.kind === Kind.STRING ? node.value : null),
});

export const UuidScalar = new GraphQLScalarType({
  ...GraphQLUUID.toConfig(),
  description:
    'A universally unique identifier in the text form of RFC 9562, such as `3f2504e0-4f89-41d3-9a0c-0305e82c3301`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc9562',
});

const UINT32_MAX = 4_294_967_295;

function uint32(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= UINT32_MAX) return value;
  throw invalid(value, 'UInt32', `a whole number from 0 to ${UINT32_MAX}`);
}

export const UInt32Scalar = new GraphQLScalarType<number, number>({
  name: 'UInt32',
  description:
    'A whole number from 0 to 4,294,967,295 (2^32 − 1): one of 32 bits that has no sign, more than Int holds.',
  serialize: uint32,
  parseValue: uint32,
  parseLiteral: (node) => uint32(node.kind === Kind.INT ? Number(node.value) : null),
});

const SIP_USER = /^sip:[\w.!~*'()&=+$,;?/%-]+$/i;

export const SipUriScalar = textScalar(
  'SipUri',
  'A SIP address with `sip:` before it, such as `sip:pce@litwareinc.com`: a name and a domain of at least two labels, at most 256 characters.',
  'written as sip:NAME@DOMAIN, in at most 256 characters',
  (text) => {
    const at = text.indexOf('@');
    const labels = text
      .slice(at + 1)
      .toLowerCase()
      .split('.');
    const isSound = text.length <= 256 && SIP_USER.test(text.slice(0, at)) && labels.length > 1;
    return isSound && labels.every((label) => LABEL.test(label)) ? `sip:${text.slice('sip:'.length)}` : null;
  },
);
