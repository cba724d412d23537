import type { Comparison, FilterExpression, FilterTest, FilterValue } from '../filter-expression';
import { FilterParser } from '../filter-parser';
import type { FilterText } from '../filter-text';
import { ComparisonTokens, type Token } from './comparison-tokens';
import { patternOf } from './wildcard-text';

const COMPARISONS = new Map<string, Comparison>([
  ['-eq', 'eq'],
  ['-ne', 'eq'],
  ['-gt', 'gt'],
  ['-ge', 'ge'],
  ['-lt', 'lt'],
  ['-le', 'le'],
]);
/** Those that hold where another doesn't. */
const NEGATIONS = new Set(['-ne', '-notlike']);
const OPERATORS = [...COMPARISONS.keys(), '-like', '-notlike'];
const COMBINATIONS: Readonly<Record<string, 'and' | 'or'>> = { '-and': 'and', '-or': 'or' };
const CONSTANTS = new Map<string, boolean | null>([
  ['$null', null],
  ['$true', true],
  ['$false', false],
]);
const BYTES: Readonly<Record<string, number>> = { kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30, tb: 2 ** 40, pb: 2 ** 50 };

export const isComparisonOperator = (text: string): boolean => OPERATORS.includes(text);

/**
 * Reads a filter in the comparison syntax of PowerShell. As there, `-and` and `-or` bind alike, from left to right; `-not` and `!` bind
 * tighter, and negate the comparison that follows them.
 *
 * @throws GatewayError BAD_USER_INPUT with the `position` of a mistake, LIMIT_EXCEEDED where the filter is nested too deep or too long.
 */
export function parseComparison(source: FilterText): FilterExpression {
  return new ComparisonParser(source).parse();
}

class ComparisonParser extends FilterParser {
  private readonly tokens: ComparisonTokens;
  private token: Token;

  constructor(source: FilterText) {
    super(source);
    this.tokens = new ComparisonTokens(source);
    this.token = this.tokens.next();
  }

  parse(): FilterExpression {
    const isBraced = this.isSymbol('{');
    if (isBraced) this.take();
    const expression = this.expression();
    if (isBraced) this.close('}');
    if (this.token.type !== 'end') throw this.expected('-and, -or or the end');
    return expression;
  }

  private expression(): FilterExpression {
    let left = this.operand();
    for (;;) {
      const type = this.token.type === 'operator' && COMBINATIONS[this.token.text];
      if (!type) return left;
      const operands = [left];
      while (this.token.type === 'operator' && COMBINATIONS[this.token.text] === type) {
        this.take();
        operands.push(this.operand());
      }
      left = { type, operands };
    }
  }

  private operand(): FilterExpression {
    const { type, text, start } = this.token;
    if (type === 'word') return this.comparison(this.take());
    if (this.isSymbol('!') || (type === 'operator' && text === '-not')) {
      this.take();
      return { type: 'not', operand: this.inside(start, () => this.operand()) };
    }
    if (!this.isSymbol('(')) throw this.expected('an attribute, "(" or -not');
    this.take();
    const expression = this.inside(start, () => this.expression());
    this.close(')');
    return expression;
  }

  private comparison(attribute: Token): FilterExpression {
    const { type, text: operator } = this.token;
    if (type !== 'operator' || !OPERATORS.includes(operator)) {
      const all = `${OPERATORS.slice(0, -1).join(', ')} or ${OPERATORS.at(-1)}`;
      throw this.expected(`one of the operators ${all}`);
    }
    this.take();
    const value = this.take();
    const [test, isNegated] = this.test(operator, value);
    const at = { attribute: attribute.start, value: value.start };
    const condition = this.condition(attribute.text, test, at);
    return isNegated ? { type: 'not', operand: condition } : condition;
  }

  private test(operator: string, token: Token): [FilterTest, isNegated: boolean] {
    const isNegated = NEGATIONS.has(operator);
    const value = this.value(token);
    const comparison = COMPARISONS.get(operator);
    if (value === null) {
      if (comparison !== 'eq') throw this.source.mistake(token.start, '$null is only compared by -eq and -ne');
      return [{ operator: 'present' }, !isNegated];
    }
    if (comparison) return [{ operator: comparison, value }, isNegated];
    if (typeof value !== 'string') throw this.source.mistake(token.start, `${operator} takes a quoted text`);
    const pattern = patternOf(value);
    if (!pattern) {
      throw this.source.mistake(token.start, 'there are no sets of characters; write "`[" for the character');
    }
    return [{ operator: 'like', pattern }, isNegated];
  }

  private value(token: Token): FilterValue | null {
    if (token.type === 'text') return token.text;
    if (token.type === 'number') return this.number(token);
    const constant = CONSTANTS.get(token.text.toLowerCase());
    if (token.type === 'variable' && constant !== undefined) return constant;
    throw this.expected('a quoted text, a number, $true, $false or $null', token);
  }

  private number({ text, start }: Token): number {
    const [, digits, unit] = /^(.*?)([a-z]+)?$/i.exec(text)!;
    const number = Number(digits) * (unit ? BYTES[unit.toLowerCase()]! : 1);
    if (Math.abs(number) <= Number.MAX_SAFE_INTEGER) return number;
    throw this.source.mistake(start, `${text} is beyond what is counted exactly`);
  }

  private isSymbol(symbol: string): boolean {
    return this.token.type === 'symbol' && this.token.text === symbol;
  }

  private close(symbol: string): void {
    if (!this.isSymbol(symbol)) throw this.expected(`-and, -or or "${symbol}"`);
    this.take();
  }

  private take(): Token {
    const taken = this.token;
    this.token = this.tokens.next();
    return taken;
  }

  private expected(what: string, { type, start, end }: Token = this.token): Error {
    const written = this.source.text.slice(start, Math.min(end, start + 40)).toWellFormed();
    return this.source.mistake(
      start,
      `${what} is expected, not ${type === 'end' ? 'the end' : JSON.stringify(written)}`,
    );
  }
}
