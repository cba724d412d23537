import type { GatewayError } from '../../../errors';

/** Where an expression stands. */
export interface XPathPlace {
  /** Whether a prefix stands for a namespace there. */
  isPrefix(prefix: string): boolean;
  /** Makes the error that says what is wrong, of the end of a sentence. */
  refuse(fault: string): GatewayError;
}

const DEEPEST = 50;
/** So many characters of an expression stand in an error. */
const SHOWN = 60;
const NAME_CHARACTER = String.raw`[\p{L}\p{M}\p{N}·._-]`;
const NAME = String.raw`[\p{L}_]${NAME_CHARACTER}*`;
const LITERAL = String.raw`(?:"[^"]*"|'[^']*')`;
const token = (source: string): RegExp => new RegExp(String.raw`\s*(${source})`, 'uy');

const BLANKS = /\s*/y;
const OPERATOR = token(String.raw`[<>!]=|[=<>+*|-]|(?:and|or|div|mod)(?!${NAME_CHARACTER})`);
const SLASH = token('//?');
const DOUBLE_SLASH = token('//');
const STEP = token(String.raw`[@*]|\.\.?|${NAME}`);
const HERE = token(String.raw`\.\.?`);
const NUMBER = token(String.raw`\d+(?:\.\d*)?|\.\d+`);
const TEXT = token(LITERAL);
const VARIABLE = token(String.raw`\$${NAME}(?::${NAME})?`);
const CALL = token(String.raw`(?!(?:comment|text|node|processing-instruction)\s*\()${NAME}(?::${NAME})?(?=\s*\()`);
const AXIS = token(String.raw`${NAME}(?=\s*::)`);
const NODE_TYPE = token(String.raw`(?:comment|text|node)\s*\(\s*\)|processing-instruction\s*\(\s*${LITERAL}?\s*\)`);
const NAME_TEST = token(String.raw`\*|${NAME}(?::(?:\*|${NAME}))?(?!${NAME_CHARACTER}|\s*(?:\(|::))`);
const ID_OR_KEY = token(String.raw`id\s*\(\s*${LITERAL}\s*\)|key\s*\(\s*${LITERAL}\s*,\s*${LITERAL}\s*\)`);

const AXES = new Set(
  (
    'ancestor ancestor-or-self attribute child descendant descendant-or-self following following-sibling namespace ' +
    'parent preceding preceding-sibling self'
  ).split(' '),
);
const PATTERN_AXES = new Set(['child', 'attribute']);
const FUNCTIONS = new Set(
  (
    'last position count id local-name namespace-uri name string concat starts-with contains substring-before ' +
    'substring-after substring string-length normalize-space translate boolean not true false lang number sum floor ' +
    'ceiling round document key format-number current unparsed-entity-uri generate-id system-property ' +
    'element-available function-available'
  ).split(' '),
);

/** Reads expressions and patterns of XPath 1.0, as XSLT 1.0 has them, to see that they are such. */
export class XPathChecker {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly place: XPathPlace,
  ) {}

  /** @throws GatewayError where the whole text is no expression. */
  checkExpression(): void {
    this.expression();
    this.end('an operator or the end');
  }

  /** @throws GatewayError where the whole text is no pattern, such as `match` takes. */
  checkPattern(): void {
    do this.pathPattern();
    while (this.takeSymbol('|'));
    this.end('"/", "|" or the end');
  }

  /** @throws GatewayError where the text has braces with something else than an expression between them. */
  checkValueTemplate(): void {
    for (;;) {
      this.take(/(?:[^{}]|\{\{|\}\})*/y);
      if (this.at === this.text.length) return;
      if (this.text[this.at] === '}') throw this.expected('"{" before it or another "}" after it');
      this.at += 1;
      this.expression();
      this.close('}');
    }
  }

  private expression(): void {
    this.depth += 1;
    if (this.depth > DEEPEST) throw this.place.refuse(`the expression is nested more than ${DEEPEST} deep`);
    for (let operator: string | undefined = ''; operator !== undefined; operator = this.take(OPERATOR)) {
      // A union is of paths alone.
      while (operator !== '|' && this.takeSymbol('-'));
      this.path();
    }
    this.depth -= 1;
  }

  private path(): void {
    if (this.primary()) {
      this.predicates();
      if (this.take(SLASH)) this.steps();
    } else if (this.take(DOUBLE_SLASH)) this.steps();
    else if (!this.takeSymbol('/') || this.isAhead(STEP)) this.steps();
  }

  /** Reads what begins a path without being a step of it. */
  private primary(): boolean {
    if (this.takeSymbol('(')) {
      this.expression();
      this.close(')');
      return true;
    }
    if (this.take(TEXT) !== undefined || this.take(NUMBER) !== undefined) return true;
    const variable = this.take(VARIABLE);
    if (variable !== undefined) {
      this.checkPrefix(variable.slice(1));
      return true;
    }
    const called = this.take(CALL);
    if (called === undefined) return false;
    this.checkPrefix(called);
    if (!called.includes(':') && !FUNCTIONS.has(called)) throw this.place.refuse(`there is no function "${called}"`);
    this.takeSymbol('(');
    if (this.takeSymbol(')')) return true;
    do this.expression();
    while (this.takeSymbol(','));
    this.close(')');
    return true;
  }

  private steps(): void {
    do if (this.take(HERE) === undefined) this.step(AXES);
    while (this.take(SLASH) !== undefined);
  }

  private pathPattern(): void {
    if (this.take(ID_OR_KEY) !== undefined) {
      if (this.take(SLASH) === undefined) return;
    } else if (this.take(DOUBLE_SLASH) === undefined && this.takeSymbol('/') && !this.isAhead(STEP)) return;
    do this.step(PATTERN_AXES);
    while (this.take(SLASH) !== undefined);
  }

  private step(axes: ReadonlySet<string>): void {
    if (!this.takeSymbol('@')) {
      const axis = this.take(AXIS);
      if (axis !== undefined) {
        if (!axes.has(axis)) throw this.place.refuse(`"${axis}::" is no axis that may stand there`);
        this.take(/\s*::/y);
      }
    }
    if (this.take(NODE_TYPE) === undefined) {
      const test = this.take(NAME_TEST);
      if (test === undefined) throw this.expected('a step of a path');
      this.checkPrefix(test);
    }
    this.predicates();
  }

  private predicates(): void {
    while (this.takeSymbol('[')) {
      this.expression();
      this.close(']');
    }
  }

  private checkPrefix(name: string): void {
    const [prefix, local] = name.split(':') as [string, string | undefined];
    if (local === undefined || this.place.isPrefix(prefix)) return;
    throw this.place.refuse(`the prefix "${prefix}" stands for no namespace there`);
  }

  private close(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw this.expected(`an operator or "${symbol}"`);
  }

  private end(expected: string): void {
    this.take(BLANKS);
    if (this.at < this.text.length) throw this.expected(expected);
  }

  private takeSymbol(symbol: string): boolean {
    this.take(BLANKS);
    if (this.text[this.at] !== symbol) return false;
    this.at += 1;
    return true;
  }

  /** Reads on over what the pattern fits; what its group has, or else the whole. */
  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (!match) return undefined;
    this.at = pattern.lastIndex;
    return match[1] ?? match[0];
  }

  private isAhead(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }

  private expected(what: string): GatewayError {
    this.take(BLANKS);
    const rest = this.text.slice(this.at);
    const found = rest ? JSON.stringify(beginning(rest)) : 'the end';
    return this.place.refuse(`${JSON.stringify(beginning(this.text))} has ${found} where ${what} is expected`);
  }
}

function beginning(text: string): string {
  const characters = [...text.slice(0, 2 * SHOWN)];
  return characters.length > SHOWN ? `${characters.slice(0, SHOWN).join('')}…` : text;
}
