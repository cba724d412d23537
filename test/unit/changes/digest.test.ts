import { createHash } from 'node:crypto';

import { digest, digestInTurns } from '../../../src/changes/digest';

const things = Array.from({ length: 2_000 }, (_, id) => ({ id, changes: [{ path: 'members', removed: [`p${id}`] }] }));
const VALUES: [what: string, value: unknown, json: string][] = [
  ['a text', 'é"\\', '"é\\"\\\\"'],
  ['null', null, 'null'],
  ['a time', new Date(0), '"1970-01-01T00:00:00.000Z"'],
  ['an empty list', [], '[]'],
  ['an empty object', {}, '{}'],
  [
    'keys in another order',
    { b: [{ d: 1, c: true }], a: { f: 'x', e: null } },
    '{"a":{"e":null,"f":"x"},"b":[{"c":true,"d":1}]}',
  ],
  ['what is left out', { b: undefined, a: [undefined, { c: undefined }] }, '{"a":[null,{}]}'],
  [
    'very many parts',
    { things, besides: [] },
    JSON.stringify({ besides: [], things: things.map(({ id, changes }) => ({ changes, id })) }),
  ],
];

it.each(VALUES)('is that of the JSON with its keys in order: %s', async (_what, value, json) => {
  const expected = createHash('sha256').update(json).digest('base64url');
  expect(digest(value)).toBe(expected);
  expect(await digestInTurns(value)).toBe(expected);
});

it('lets others have the thread where there are very many parts', async () => {
  let turns = 0;
  const counting = setInterval(() => void turns++);
  await digestInTurns(Array.from({ length: 100 }, () => things));
  clearInterval(counting);
  expect(turns).toBeGreaterThan(0);
});
