import { fewWarnings } from '../../../src/changes/bulk/few-warnings';
import { WarningCode } from '../../../src/changes/warning';

const { NOT_LISTED, ENTRIES_DROPPED } = WarningCode;
const numbered = (code: WarningCode, count: number) =>
  Array.from({ length: count }, (_, i) => ({ code, message: `${code} ${i + 1}.` }));

it('lets ten of a kind pass', () => {
  const warnings = [...numbered(NOT_LISTED, 10), ...numbered(ENTRIES_DROPPED, 1)];
  expect(fewWarnings(warnings)).toEqual(warnings);
});

it('says of each kind how many more there are', () => {
  expect(fewWarnings([...numbered(NOT_LISTED, 12), ...numbered(ENTRIES_DROPPED, 11)])).toEqual([
    ...numbered(NOT_LISTED, 10),
    { code: 'NOT_LISTED', message: 'There are 2 more warnings of this kind.' },
    ...numbered(ENTRIES_DROPPED, 10),
    { code: 'ENTRIES_DROPPED', message: 'There is 1 more warning of this kind.' },
  ]);
});

it('says once what many things give', () => {
  const same = (count: number) => Array.from({ length: count }, () => ({ code: NOT_LISTED, message: 'Nobody.' }));
  expect(fewWarnings([...same(300), ...numbered(NOT_LISTED, 1)])).toEqual([
    { code: 'NOT_LISTED', message: 'Nobody. (300 times)' },
    { code: 'NOT_LISTED', message: 'NOT_LISTED 1.' },
  ]);
});
