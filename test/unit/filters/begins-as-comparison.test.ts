import { beginsAsComparison } from '../../../src/filters/comparison/begins-as-comparison';

const isComparison = (text: string) =>
  beginsAsComparison(text, (word) => ['name', 'type'].includes(word.toLowerCase()));

describe('a search text', () => {
  it.each([
    "Name -eq 'x'",
    " {name  -like 'x*'}",
    "((-not (Type -eq 'x')))",
    "!Name -ne 'x'",
    "-not Name -eq 'x'",
    'Name –eq “x”',
    "Nmae -eq 'x'",
    "Name -match 'x'",
    'Name -eq',
  ])('is a comparison where it begins with an attribute or an operator in its place: %s', (text) => {
    expect(isComparison(text)).toBe(true);
  });

  it.each([
    '',
    'Name',
    'IT',
    '(IT) help',
    '{IT}',
    'sign-in',
    'self-like',
    'Q -and A',
    'Name - first',
    'Names -x',
    '* -eq',
    'A B -eq C',
    "'x' -eq 'y'",
  ])('is plain otherwise: %s', (text) => {
    expect(isComparison(text)).toBe(false);
  });
});
