import { OutputDirectory } from '../../../src/features/compliance/output-directory';

const directory = (text: string): OutputDirectory => {
  const parsed = OutputDirectory.parse(text);
  if (typeof parsed === 'string') throw new TypeError(`"${text}" ${parsed}`);
  return parsed;
};

it.each([
  ['C:\\Compliance', 'C:\\Compliance'],
  ['c:\\Compliance\\', 'C:\\Compliance'],
  ['C:/Compliance/./out//xml', 'C:\\Compliance\\out\\xml'],
  ['C:\\base\\..\\other', 'C:\\other'],
  ['C:\\..\\..\\x', 'C:\\x'],
  ['d:\\', 'D:\\'],
  ['\\\\server\\share\\a\\..\\..\\b', '\\\\server\\share\\b'],
  ['//server/share/b/', '\\\\server\\share\\b'],
  ['/var/compliance/', '/var/compliance'],
  ['/var//x/../compliance/.', '/var/compliance'],
  ['/../../etc', '/etc'],
  ['/', '/'],
  ['/var/a:b ', '/var/a:b '],
  [`C:\\${'x'.repeat(253)}`, `C:\\${'x'.repeat(253)}`],
])('reads %j as %j', (text, path) => {
  expect(directory(text).path).toBe(path);
});

const RELATIVE = 'is no absolute path, such as "C:\\Compliance", "\\\\server\\share\\compliance" or "/var/compliance"';

it.each([
  ['', RELATIVE],
  ['out', RELATIVE],
  ['..\\out', RELATIVE],
  ['C:out', RELATIVE],
  ['\\out', RELATIVE],
  ['\\\\server', RELATIVE],
  ['\\\\?\\C:\\out', RELATIVE],
  ['\\\\.\\pipe\\x', RELATIVE],
  ['~/out', RELATIVE],
  ['C:\\a\nb', 'has a control character'],
  ['/a\0b', 'has a control character'],
  ['C:\\out:stream', 'has the name "out:stream", which Windows gives to no folder'],
  ['C:\\a?\\b', 'has the name "a?", which Windows gives to no folder'],
  ['C:\\base.\\x', 'has the name "base.", which Windows gives to no folder'],
  ['C:\\base \\x', 'has the name "base ", which Windows gives to no folder'],
  ['C:\\base\\nul', 'has the name "nul", which Windows gives to no folder'],
  ['C:\\LPT1.txt', 'has the name "LPT1.txt", which Windows gives to no folder'],
  ['C:\\nul .txt', 'has the name "nul .txt", which Windows gives to no folder'],
  ['C:\\COM¹', 'has the name "COM¹", which Windows gives to no folder'],
  ['C:\\conin$', 'has the name "conin$", which Windows gives to no folder'],
  ['/base/x\\..\\..\\etc', 'has a backslash among its slashes'],
  [`/${'\ufb2c'.repeat(255)}`, 'has 766 characters; a path may have at most 256'],
  [`/${'x'.repeat(256)}`, 'has 257 characters; a path may have at most 256'],
])('refuses %j', (text, fault) => {
  expect(OutputDirectory.parse(text)).toBe(fault);
});

it.each([
  ['C:\\base', 'C:\\base', true],
  ['c:\\BASE\\Out', 'C:\\base', true],
  ['C:\\base2', 'C:\\base', false],
  ['C:\\base\\..\\base2', 'C:\\base', false],
  ['C:\\base\\..\\..\\base\\x', 'C:\\base', true],
  ['C:/base/../windows', 'C:\\base', false],
  ['D:\\base', 'C:\\base', false],
  ['D:\\x', 'D:\\', true],
  ['\\\\server\\share\\base\\x', '\\\\SERVER\\share\\base', true],
  ['\\\\server\\share\\..\\..\\x', '\\\\server\\share', true],
  ['\\\\server2\\share\\x', '\\\\server\\share', false],
  ['/base/x', '/base', true],
  ['/BASE/x', '/base', false],
  ['/base/../etc', '/base', false],
  ['/x', '/', true],
  ['/base', 'C:\\base', false],
])('says whether %j is within %j', (inner, outer, isWithin) => {
  expect(directory(inner).isWithin(directory(outer))).toBe(isWithin);
});

it('takes folders for the same that differ in case alone', () => {
  expect(directory('C:\\Out\\').key).toBe(directory('c:/OUT').key);
  expect(directory('C:\\Out').key).not.toBe(directory('C:\\Out2').key);
});
