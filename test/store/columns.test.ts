import { randomUUID } from 'node:crypto';

import { IdempotentAnswer } from '../../src/changes/idempotent-answer.entity';
import { ChangeSequence } from '../../src/database/change-sequence.entity';
import type { Store } from '../../src/database/store';
import { Site } from '../../src/features/topology/site.entity';
import { siteRow } from '../support/sites';
import { openTestStore } from '../support/store';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});

function answerOf(actor: string, answer: object, createdAt = new Date()) {
  return { actor, key: randomUUID(), inputDigest: '', answer, createdAt };
}

it('compares texts in binary: case, accents, and blanks at the end count', async () => {
  const keys = ['emil', 'Emil', 'émil', 'e\u0301mil', 'emil '];
  await store.write(async (tx) => {
    for (const nameKey of keys) await tx.insert(Site, siteRow(nameKey));
  });
  for (const nameKey of keys) expect(await store.read.findBy(Site, { nameKey })).toMatchObject([{ name: nameKey }]);
});

it('orders texts by code point', async () => {
  const keys = ['Zoe', '\u{1F600}', 'zoe', '\uFFFD', 'zoë'];
  const other = await openTestStore();
  await other.write((tx) =>
    tx.insert(
      Site,
      keys.map((key) => siteRow(key)),
    ),
  );
  const sites = await other.read.find(Site, { order: { nameKey: 'ASC' } });
  expect(sites.map(({ name }) => name)).toEqual(['Zoe', 'zoe', 'zoë', '\uFFFD', '\u{1F600}']);
});

it('keeps times to the millisecond', async () => {
  const createdAt = new Date('2026-11-22T23:59:59.987Z');
  await store.write((tx) => tx.insert(IdempotentAnswer, answerOf('times', {}, createdAt)));
  expect(await store.read.findBy(IdempotentAnswer, { createdAt })).toMatchObject([{ actor: 'times', createdAt }]);
});

it('keeps JSON of several megabytes as it was', async () => {
  const answer = { text: 'é\\"\u{1F600}'.repeat(500_000), flag: true, nothing: null };
  await store.write((tx) => tx.insert(IdempotentAnswer, answerOf('large', answer)));
  const { answer: kept } = await store.read.findOneByOrFail(IdempotentAnswer, { actor: 'large' });
  expect(kept).toEqual(answer);
});

it('gives counts and sums as numbers, of 53 bits too', async () => {
  await store.write((tx) => tx.update(ChangeSequence, { id: 1 }, { last: Number.MAX_SAFE_INTEGER }));
  expect(
    await store.read.query('SELECT COUNT(*) AS count, SUM(id) AS sum, MAX(last) AS max FROM change_sequence'),
  ).toEqual([{ count: 1, sum: 1, max: Number.MAX_SAFE_INTEGER }]);
  expect(await store.read.findOneByOrFail(ChangeSequence, { id: 1 })).toMatchObject({ last: Number.MAX_SAFE_INTEGER });
});
