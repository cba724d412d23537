import { ErrorCode, GatewayError } from '../../../src/errors';
import { XPathChecker } from '../../../src/features/compliance/xslt/xpath-checker';

const checker = (text: string) =>
  new XPathChecker(text, {
    isPrefix: (prefix) => prefix === 'my',
    refuse: (fault) => new GatewayError(ErrorCode.BAD_USER_INPUT, fault),
  });

describe('an expression', () => {
  it.each([
    '/',
    '.',
    '..',
    './/a',
    '//a[@b = "c"]/../text()',
    'a/@b/comment()',
    '@*|node()',
    'child::para[5][@type="warning"]',
    'ancestor-or-self::div',
    'my:a/my:*/@my:b',
    'processing-instruction()',
    'a-b - c',
    'div div mod mod and',
    '* * *',
    '- - 5 + -.5 - 1.',
    'a!=b or c<=d and not(e>=f)',
    '$var/a[position() = last()]',
    '$my:var + 1',
    "id('x')/y | key('k', .)[1]//z",
    "concat('a', \"b'c\", string(.))",
    'my:call()',
    '(a | b)[1]/c',
    'count(//a) * 2',
    ' a [ b ] / c ',
    'é/日本',
    'text',
    'id',
    '/ and',
    'document("x")//y',
  ])('may be %s', (text) => {
    expect(() => checker(text).checkExpression()).not.toThrow();
  });

  it.each([
    ['', '"" has the end where a step of a path is expected'],
    ['a[', '"a[" has the end where a step of a path is expected'],
    ['a[1', '"a[1" has the end where an operator or "]" is expected'],
    ['a/', '"a/" has the end where a step of a path is expected'],
    ['//', '"//" has the end where a step of a path is expected'],
    ['a b', '"a b" has "b" where an operator or the end is expected'],
    ['a and', '"a and" has the end where a step of a path is expected'],
    ['a | -b', '"a | -b" has "-b" where a step of a path is expected'],
    ['1 2', '"1 2" has "2" where an operator or the end is expected'],
    ['@@a', '"@@a" has "@a" where a step of a path is expected'],
    ['a[b]c', '"a[b]c" has "c" where an operator or the end is expected'],
    ['.[1]', '".[1]" has "[1]" where an operator or the end is expected'],
    ['"open', '"\\"open" has "\\"open" where a step of a path is expected'],
    ['string-length(', '"string-length(" has the end where a step of a path is expected'],
    ['concat(a b)', '"concat(a b)" has "b)" where an operator or ")" is expected'],
    ['a/count(b)', '"a/count(b)" has "count(b)" where a step of a path is expected'],
    ['foo(1)', 'there is no function "foo"'],
    ['foo::bar', '"foo::" is no axis that may stand there'],
    ['your:a', 'the prefix "your" stands for no namespace there'],
    ['your:call()', 'the prefix "your" stands for no namespace there'],
    ['$your:var', 'the prefix "your" stands for no namespace there'],
    [
      'for $x in a return $x',
      '"for $x in a return $x" has "$x in a return $x" where an operator or the end is expected',
    ],
    ['if (a) then b else c', 'there is no function "if"'],
    [`${'('.repeat(51)}a${')'.repeat(51)}`, 'the expression is nested more than 50 deep'],
    [`${'a'.repeat(70)} b`, `"${'a'.repeat(60)}…" has "b" where an operator or the end is expected`],
  ])('can not be %s', (text, fault) => {
    expect(() => checker(text).checkExpression()).toThrow(new GatewayError(ErrorCode.BAD_USER_INPUT, fault));
  });
});

describe('a pattern', () => {
  it.each([
    '/',
    '*',
    'a|b',
    '//a',
    '/a//b/@c',
    'text()',
    'node()',
    'id("x")//y',
    "key('k', 'v')",
    'child::a[preceding::b]/attribute::my:*',
    'processing-instruction("x")',
  ])('may be %s', (text) => {
    expect(() => checker(text).checkPattern()).not.toThrow();
  });

  it.each([
    ['', '"" has the end where a step of a path is expected'],
    ['1', '"1" has "1" where a step of a path is expected'],
    ['.', '"." has "." where a step of a path is expected'],
    ['a/..', '"a/.." has ".." where a step of a path is expected'],
    ['a = b', '"a = b" has "= b" where "/", "|" or the end is expected'],
    ['$a', '"$a" has "$a" where a step of a path is expected'],
    ['key("k", @v)', '"key(\\"k\\", @v)" has "key(\\"k\\", @v)" where a step of a path is expected'],
    ['ancestor::a', '"ancestor::" is no axis that may stand there'],
    ['a|', '"a|" has the end where a step of a path is expected'],
  ])('can not be %s', (text, fault) => {
    expect(() => checker(text).checkPattern()).toThrow(new GatewayError(ErrorCode.BAD_USER_INPUT, fault));
  });
});

describe('a value template', () => {
  it.each(['', 'plain', '{a}', 'a{b}c{d}', '{{a}}', "{'}'}", '{a[1]}}}', '{concat("{", a)}'])('may be %s', (text) => {
    expect(() => checker(text).checkValueTemplate()).not.toThrow();
  });

  it.each([
    ['{', '"{" has the end where a step of a path is expected'],
    ['{}', '"{}" has "}" where a step of a path is expected'],
    ['{a', '"{a" has the end where an operator or "}" is expected'],
    ['a}', '"a}" has "}" where "{" before it or another "}" after it is expected'],
  ])('can not be %s', (text, fault) => {
    expect(() => checker(text).checkValueTemplate()).toThrow(new GatewayError(ErrorCode.BAD_USER_INPUT, fault));
  });
});
