import { secondsOf, timeSpanText } from '../../../src/graphql/time-span.scalar';

it.each([
  ['00:00:00', 0],
  ['00:01:00', 60],
  ['0:1', 60],
  ['00:15', 900],
  ['23:59:59', 86_399],
  ['1.00:00:00', 86_400],
  ['1.06:30', 109_800],
  ['1:06:30:05', 109_805],
  ['30.00:00:00.0000000', 2_592_000],
  ['-00:00:01', -1],
  ['-2.00:00:00', -172_800],
  [' 00:15:00 ', 900],
])('reads %j as %d seconds', (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
});

it.each([
  '',
  '15',
  '1.5',
  'PT15M',
  '24:00',
  '00:60',
  '00:00:60',
  '00:00:00.5',
  '1:2:3:4:5',
  '1.2.03:00',
  '00:-1',
  '1.',
  'a:b',
])('does not read %j', (text) => {
  expect(secondsOf(text)).toBeNull();
});

it.each([
  [0, '00:00:00'],
  [900, '00:15:00'],
  [86_399, '23:59:59'],
  [86_400, '1.00:00:00'],
  [2_592_000, '30.00:00:00'],
  [-61, '-00:01:01'],
])('writes %d seconds as %j, and reads them back', (seconds, text) => {
  expect(timeSpanText(seconds)).toBe(text);
  expect(secondsOf(text)).toBe(seconds);
});
