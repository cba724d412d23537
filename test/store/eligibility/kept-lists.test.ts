import { randomUUID } from 'node:crypto';

import type { EntityManager } from 'typeorm';

import { AuditEntry } from '../../../src/changes/audit-entry.entity';
import { takeSequence } from '../../../src/database/change-sequence';
import { insertInChunks } from '../../../src/database/insert-in-chunks';
import type { Store } from '../../../src/database/store';
import { AccessEntry, AccessList } from '../../../src/eligibility/access-entry.entity';
import { AccessLists } from '../../../src/eligibility/access-lists';
import { type AccessListKey, readLists } from '../../../src/eligibility/access-lists-reading';
import { KeptLists } from '../../../src/eligibility/kept-lists';
import { RoomPrivacy, RoomType } from '../../../src/features/room/room.enums';
import { openTestStore, statementsOf } from '../../support/store';
import { storeRooms } from './organisation';

const { ALLOWED, DENIED, MEMBERS } = AccessList;
const MEMBERS_OF_1 = { list: MEMBERS, ownerId: 1 };
const MEMBERS_OF_2 = { list: MEMBERS, ownerId: 2 };
const ALLOWED_IN_1 = { list: ALLOWED, ownerId: 1 };

let store: Store;
let kept: KeptLists;
beforeEach(async () => {
  store = await openTestStore();
  kept = new KeptLists();
});

/** Asks as a request does, which knows the moment in which its caller was looked up. */
async function asked(keys: readonly AccessListKey[], by = kept): Promise<(readonly number[])[]> {
  const { moment } = await readLists(store.read, []);
  const lists = new AccessLists(store.read, by, moment);
  const listed = await Promise.all(keys.map((key) => lists.load(key)));
  return listed.map(({ principalIds }) => principalIds);
}

/** The statements that asking takes beside the one that looks the caller up. */
async function statementsFor(...keys: AccessListKey[]): Promise<string[]> {
  const [, ...sent] = await statementsOf(store, () => asked(keys));
  return sent;
}

async function write(tx: EntityManager, { list, ownerId }: AccessListKey, principalIds: number[]): Promise<void> {
  await tx.delete(AccessEntry, { list, ownerId });
  await insertInChunks(
    tx,
    AccessEntry,
    principalIds.map((principalId) => ({ list, ownerId, principalId })),
  );
}

async function record(tx: EntityManager, things: readonly [type: string, id: number][]): Promise<void> {
  const { first } = await takeSequence(tx, things.length);
  const operationId = randomUUID();
  const said = {
    operation: 'setRoom',
    at: new Date(0),
    actor: 'A',
    actorKey: 'a',
    requestId: '1',
    identity: '',
    changes: [],
  };
  await insertInChunks(
    tx,
    AuditEntry,
    things.map(([nodeType, nodeId], i) => ({ ...said, id: first + i, operationId, nodeType, nodeId, identityKey: '' })),
  );
}

/** Changes a list as a change of its room or category does. */
function change(key: AccessListKey, principalIds: number[]): Promise<void> {
  return store.write(async (tx) => {
    await write(tx, key, principalIds);
    await record(tx, [[key.list === MEMBERS ? 'Room' : 'Category', key.ownerId]]);
  });
}

/** Does away with the last change, as a server does that is promoted without it. */
function lose(undo: (tx: EntityManager) => Promise<void>): Promise<void> {
  return store.write(async (tx) => {
    await undo(tx);
    await tx.query('DELETE FROM audit_entries WHERE id = (SELECT last FROM change_sequence)');
    await tx.query('UPDATE change_sequence SET last = last - 1');
  });
}

describe('Access lists that were read once', () => {
  beforeEach(async () => {
    await change(MEMBERS_OF_1, [3, 1]);
    await change(ALLOWED_IN_1, [4]);
  });

  it('take no statement, empty ones neither', async () => {
    expect(await asked([MEMBERS_OF_1, MEMBERS_OF_2, ALLOWED_IN_1])).toEqual([[1, 3], [], [4]]);
    expect(await statementsFor(MEMBERS_OF_1, MEMBERS_OF_2, ALLOWED_IN_1)).toEqual([]);
    expect(kept.asked).toEqual({ memory: 3, store: 3 });
  });

  it('are read anew where they have changed, and the others are not', async () => {
    await asked([MEMBERS_OF_1, MEMBERS_OF_2, ALLOWED_IN_1]);
    await change(MEMBERS_OF_2, [5]);
    expect(await asked([MEMBERS_OF_1, ALLOWED_IN_1])).toEqual([[1, 3], [4]]);
    expect(kept.asked).toEqual({ memory: 2, store: 3 });
    expect(await asked([MEMBERS_OF_2, MEMBERS_OF_1])).toEqual([[5], [1, 3]]);
    expect(kept.asked).toEqual({ memory: 3, store: 4 });
  });

  it('tell the room of a number from the category of that number', async () => {
    await asked([MEMBERS_OF_1, ALLOWED_IN_1]);
    await change(ALLOWED_IN_1, [6]);
    expect(await asked([MEMBERS_OF_1, ALLOWED_IN_1])).toEqual([[1, 3], [6]]);
    expect(kept.asked).toEqual({ memory: 1, store: 3 });
  });

  it('are all read anew after a change that the audit trail does not tell', async () => {
    await asked([MEMBERS_OF_1]);
    await store.write(async (tx) => {
      await write(tx, MEMBERS_OF_1, [8]);
      await takeSequence(tx, 1, 'directory');
    });
    expect(await asked([MEMBERS_OF_1])).toEqual([[8]]);
  });

  it('are all read anew after more changes than are worth following', async () => {
    await asked([MEMBERS_OF_1]);
    await store.write(async (tx) => {
      await write(tx, MEMBERS_OF_1, [8]);
      await record(
        tx,
        Array.from({ length: 2_001 }, (_, i) => ['Room', i + 1]),
      );
    });
    const sent = await statementsOf(store, async () => expect(await asked([MEMBERS_OF_1])).toEqual([[8]]));
    expect(sent.map((statement) => statement.includes('FROM audit_entries WHERE'))).toEqual([false, false]);
  });

  it('come from the store alone in a transaction, which leaves nothing of its own behind', async () => {
    await asked([MEMBERS_OF_1]);
    await expect(
      store.write(async (tx) => {
        await write(tx, MEMBERS_OF_1, [9]);
        expect(await new AccessLists(tx).load(MEMBERS_OF_1)).toMatchObject({ principalIds: [9] });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await asked([MEMBERS_OF_1])).toEqual([[1, 3]]);
  });

  it('are of one moment with those that have to be read', async () => {
    await asked([MEMBERS_OF_1]);
    const { moment } = await readLists(store.read, []);
    const lists = new AccessLists(store.read, kept, moment);
    await store.write(async (tx) => {
      await write(tx, MEMBERS_OF_1, []);
      await write(tx, MEMBERS_OF_2, [1, 3]);
      await record(tx, [
        ['Room', 1],
        ['Room', 2],
      ]);
    });
    const listed = await Promise.all([lists.load(MEMBERS_OF_1), lists.load(MEMBERS_OF_2)]);
    expect(listed.map(({ principalIds }) => principalIds)).toEqual([[], [1, 3]]);
  });
});

describe('Where a server is promoted that lacks changes', () => {
  beforeEach(async () => {
    await change(MEMBERS_OF_1, [1]);
    await change(MEMBERS_OF_2, [2]);
    await asked([MEMBERS_OF_1, MEMBERS_OF_2]);
    await change(MEMBERS_OF_1, [7]);
    expect(await asked([MEMBERS_OF_1])).toEqual([[7]]);
    await lose((tx) => write(tx, MEMBERS_OF_1, [1]));
  });

  it('no list is what it was made by one of them', async () => {
    expect(await asked([MEMBERS_OF_1, MEMBERS_OF_2])).toEqual([[1], [2]]);
    expect(await asked([MEMBERS_OF_1, MEMBERS_OF_2])).toEqual([[1], [2]]);
    expect(await statementsFor(MEMBERS_OF_1, MEMBERS_OF_2)).toEqual([]);
  });

  it('nor is one after another change has got its number', async () => {
    await change(MEMBERS_OF_2, [8]);
    expect(await asked([MEMBERS_OF_1, MEMBERS_OF_2])).toEqual([[1], [8]]);
  });

  it('nor after more changes', async () => {
    await change(MEMBERS_OF_2, [8]);
    await change(MEMBERS_OF_2, [9]);
    expect(await asked([MEMBERS_OF_1, MEMBERS_OF_2])).toEqual([[1], [9]]);
  });
});

it('Access lists take no more room than they may; those that were read first go first', async () => {
  const small = new KeptLists(1_000);
  const keys = [1, 2, 3].map((ownerId) => ({ list: MEMBERS, ownerId }));
  for (const key of keys)
    await change(
      key,
      Array.from({ length: 40 }, (_, i) => i + 1),
    );
  for (const key of keys) await asked([key], small);
  expect(small.bytes).toBe(2 * (100 + 40 * 8));
  expect(small.at(small.asOf!, keys).map((list) => list?.length)).toEqual([undefined, 40, 40]);
});

it('Access lists are read at the start as far as there is room for them, those of categories first', async () => {
  const category = { ALLOWED: [], DENIED: [], CREATORS: [] };
  const room = { categoryId: 1, privacy: RoomPrivacy.CLOSED, type: RoomType.NORMAL, disabled: false };
  await store.write((tx) =>
    storeRooms(tx, [category, category], [{ ...room, MEMBERS: [], MANAGERS: [], PRESENTERS: [] }]),
  );
  // Of their six lists each takes a hundred bytes.
  const small = new KeptLists(550);
  for (const lists of [kept, small]) await lists.readAll(store.read);
  const keysOf = [ALLOWED, MEMBERS].map((list) => ({ list, ownerId: 1 }));
  expect(kept.at(kept.asOf!, keysOf)).toEqual([[], []]);
  expect([small.bytes, small.at(small.asOf!, [MEMBERS_OF_1])]).toEqual([500, [undefined]]);
});

/** Gives the same numbers below a bound in every run. */
function drawing(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

it.each([1, 2])('Access lists are what the store has, whatever happens to it (%i)', async (seed) => {
  const draw = drawing(seed);
  const gateways = [new KeptLists(), new KeptLists(600), new KeptLists()];
  const everything = [ALLOWED, DENIED, MEMBERS].flatMap((list) => [1, 2, 3].map((ownerId) => ({ list, ownerId })));
  const drawKey = () => everything[draw(everything.length)]!;
  const drawIds = () => [1, 2, 3, 4].filter(() => draw(2) === 0);
  const happenings = [
    () => change(drawKey(), drawIds()),
    () => change(drawKey(), drawIds()),
    () => store.write((tx) => record(tx, [['Addin', draw(4)]])),
    () =>
      store.write(async (tx) => {
        await write(tx, drawKey(), drawIds());
        await takeSequence(tx, 1, 'directory');
      }),
    // What was kept long enough is cleared away.
    () => store.write((tx) => tx.query('DELETE FROM audit_entries WHERE id <= (SELECT last FROM change_sequence) - 2')),
    async () => {
      const key = drawKey();
      const { lists } = await readLists(store.read, [key]);
      await change(key, drawIds());
      await asked([key], gateways[draw(3)]);
      await lose((tx) => write(tx, key, [...lists[0]!]));
    },
  ];
  for (let step = 0; step < 60; step++) {
    await happenings[draw(happenings.length)]!();
    const gateway = gateways[draw(3)]!;
    const keys = everything.filter(() => draw(2) === 0);
    expect(await asked(keys, gateway)).toEqual((await readLists(store.read, keys)).lists);
  }
});
