import type { FilterExpression, FilterTest } from '../filter-expression';
import { FilterParser } from '../filter-parser';
import type { FilterText } from '../filter-text';
import { Wildcard } from '../text-pattern';
import { type AssertionValue, readAssertionValue } from './assertion-value';

const BLANKS = /\s*/y;
const ATTRIBUTE = /(?:[a-z][a-z\d-]*|\d+(?:\.\d+)*)(?:;[a-z\d-]+)*/iy;
const OPERATOR = /=|>=|<=|~=|(?::[\w.-]+)*:=/y;
const RULES: Readonly<Record<string, 'inChain' | 'allBits' | 'anyBits'>> = {
  ':1.2.840.113556.1.4.1941:=': 'inChain',
  ':1.2.840.113556.1.4.803:=': 'allBits',
  ':1.2.840.113556.1.4.804:=': 'anyBits',
};
const INTEGER = /^-?\d+$/;
const CHARACTER = /./suy;

/**
 * Reads an LDAP filter (RFC 4515, with the `(&)` and `(|)` of RFC 4526); blanks may stand around filters. Approximate matches are for
 * equality. Of the extensible matches there are Active Directory's
 * matching rules in chain and of bits.
 *
 * @throws GatewayError BAD_USER_INPUT with the `position` of a mistake, LIMIT_EXCEEDED where the filter is nested too deep or too long.
 */
export function parseLdapFilter(source: FilterText): FilterExpression {
  return new LdapFilterParser(source).parse();
}

class LdapFilterParser extends FilterParser {
  private at = 0;

  constructor(source: FilterText) {
    super(source);
  }

  parse(): FilterExpression {
    this.take(BLANKS);
    const expression = this.filter();
    this.take(BLANKS);
    if (this.at < this.source.text.length) throw this.expected('the end');
    return expression;
  }

  private filter(): FilterExpression {
    const start = this.at;
    this.symbol('(');
    this.take(BLANKS);
    const expression = this.inside(start, () => this.content());
    this.symbol(')');
    return expression;
  }

  private content(): FilterExpression {
    switch (this.source.text[this.at]) {
      case '&':
        return { type: 'and', operands: this.filters() };
      case '|':
        return { type: 'or', operands: this.filters() };
      case '!': {
        this.at += 1;
        this.take(BLANKS);
        const operand = this.filter();
        this.take(BLANKS);
        return { type: 'not', operand };
      }
      default:
        return this.item();
    }
  }

  private filters(): FilterExpression[] {
    const filters: FilterExpression[] = [];
    this.at += 1;
    this.take(BLANKS);
    while (this.source.text[this.at] === '(') {
      filters.push(this.filter());
      this.take(BLANKS);
    }
    return filters;
  }

  private item(): FilterExpression {
    const start = this.at;
    const attribute = this.take(ATTRIBUTE);
    if (!attribute) throw this.expected('"&", "|", "!" or an attribute');
    const operatorAt = this.at;
    const operator = this.take(OPERATOR);
    if (!operator) throw this.expected('"=", ">=", "<=" or "~="');
    const valueAt = this.at;
    const value = readAssertionValue(this.source, valueAt);
    this.at = value.end;
    if (operator.endsWith(':=') && !RULES[operator]) {
      const [inChain, ...bits] = Object.keys(RULES).map((rule) => `"${rule}"`);
      throw this.source.mistake(
        operatorAt,
        `the only matching rules are ${inChain} in chain, and ${bits.join(' and ')} for bits`,
      );
    }
    return this.condition(attribute, this.test(operator, value, valueAt), { attribute: start, value: valueAt });
  }

  private test(operator: string, { parts }: AssertionValue, at: number): FilterTest {
    if (parts.length === 1) {
      const value = parts[0]!;
      if (operator === '>=') return { operator: 'ge', value };
      if (operator === '<=') return { operator: 'le', value };
      const rule = RULES[operator];
      if (rule && rule !== 'inChain') return { operator: rule, bits: this.bits(value, at) };
      return { operator: rule ?? 'eq', value };
    }
    if (operator !== '=') {
      throw this.source.mistake(at, `there are wildcards only after "="; write "\\2a" for an asterisk`);
    }
    if (parts.every((part) => part.length === 0)) return { operator: 'present' };
    const pattern = parts.flatMap((part, i) => {
      if (typeof part !== 'string') throw this.source.mistake(at, 'the value is not valid UTF-8');
      return [...(i ? [Wildcard.ANY] : []), ...(part ? [part] : [])];
    });
    return { operator: 'like', pattern };
  }

  private bits(value: string | Buffer, at: number): number {
    const number = INTEGER.test(String(value)) ? Number(value) : NaN;
    if (Number.isSafeInteger(number)) return number;
    throw this.source.mistake(at, 'the bits are a whole number of 53 bits at most');
  }

  private symbol(symbol: string): void {
    if (this.source.text[this.at] !== symbol) throw this.expected(`"${symbol}"`);
    this.at += 1;
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const taken = pattern.exec(this.source.text)?.[0] ?? '';
    this.at += taken.length;
    return taken;
  }

  private expected(what: string): Error {
    CHARACTER.lastIndex = this.at;
    const character = CHARACTER.exec(this.source.text)?.[0];
    const found = character === undefined ? 'the end' : JSON.stringify(character);
    return this.source.mistake(this.at, `${what} is expected, not ${found}`);
  }
}
