import { insertInChunks } from '../../src/database/insert-in-chunks';
import { AuditEntry } from '../../src/changes/audit-entry.entity';
import { ChangeKind } from '../../src/changes/change-kind';
import { AccessEntry, AccessList } from '../../src/eligibility/access-entry.entity';
import { openTestStore, statementsOf } from '../support/store';

const ENTRY = {
  operationId: 'an operation',
  operation: 'setRoom',
  at: new Date('2026-03-29T01:30:00.123Z'),
  actor: 'Anna',
  actorKey: 'anna',
  tokenId: 7,
  principalId: null,
  requestId: 'a request',
  reason: null,
  reasonKey: null,
  nodeType: 'Room',
  nodeId: 1,
  identity: 'IT',
  identityKey: 'it',
  kind: ChangeKind.CHANGED,
  changes: [],
  removedRow: { name: 'IT', topic: null },
  reverts: null,
};

it('inserts tens of thousands of rows with few statements', async () => {
  const store = await openTestStore();
  const rows = Array.from({ length: 200_000 }, (_, i) => ({
    list: AccessList.MEMBERS,
    ownerId: i % 7,
    principalId: i,
  }));
  const statements = await statementsOf(store, () => store.write((tx) => insertInChunks(tx, AccessEntry, rows)));
  expect(statements).toHaveLength(2);
  expect(await store.read.query('SELECT COUNT(*) AS count, SUM(principal_id) AS sum FROM access_entries')).toEqual([
    { count: 200_000, sum: (200_000 * 199_999) / 2 },
  ]);
});

it('sends nothing where there is nothing to insert', async () => {
  const store = await openTestStore();
  expect(await statementsOf(store, () => store.write((tx) => insertInChunks(tx, AccessEntry, [])))).toEqual([]);
});

it.each([
  'plain',
  'É, ß and 😀',
  `"quoted", 'quoted' and \\ backslashed`,
  'broken\nover\tlines, with \u0001 and \u2028',
  '{"json": ["\\u0041"]}',
  'true',
  '007',
  'a \0 within',
  '',
])('keeps %j as it is, and dates, nulls and big numbers', async (text) => {
  const store = await openTestStore();
  const changes = [{ path: 'disabled', before: false, after: text }];
  const entry = {
    ...ENTRY,
    id: Number.MAX_SAFE_INTEGER,
    actor: text,
    actorKey: text,
    identity: text,
    identityKey: text,
    changes,
  };
  await store.write((tx) => insertInChunks(tx, AuditEntry, [entry]));
  expect({ ...(await store.read.findOneByOrFail(AuditEntry, { id: entry.id })) }).toEqual(entry);
});

it('stores a mark in place of half a character', async () => {
  const store = await openTestStore();
  const said = (id: number, reason: string) => ({ ...ENTRY, id, reason });
  const entries = [said(1, 'half \ud83d a smile'), said(2, 'a whole one \ud83d\ude00')];
  await store.write((tx) => insertInChunks(tx, AuditEntry, entries));
  const stored = await store.read.find(AuditEntry, { order: { id: 'ASC' } });
  expect(stored.map(({ reason }) => reason)).toEqual(['half \ufffd a smile', 'a whole one \ud83d\ude00']);
});
