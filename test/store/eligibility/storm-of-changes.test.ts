import { setImmediate } from 'node:timers/promises';

import fc from 'fast-check';

import { takeSequence } from '../../../src/database/change-sequence';
import { insertInChunks } from '../../../src/database/insert-in-chunks';
import type { Store } from '../../../src/database/store';
import { Principal } from '../../../src/directory/principal.entity';
import { prepareNow } from '../../../src/directory/sync/sync-now';
import { AccessEntry, AccessList } from '../../../src/eligibility/access-entry.entity';
import { EligibilityIndexHolder } from '../../../src/eligibility/eligibility-index.holder';
import { EligibilityService } from '../../../src/eligibility/eligibility.service';
import { directoryOf, domain, guid, type TestEntry } from '../../support/directory';
import { openTestStore } from '../../support/store';
import { testDatabaseUrl } from '../../support/test-database';

const CATEGORY = 5;
const GATEWAYS = 3;
const ASKERS_OF_EACH = 2;
const CHANGES = 60;

/** Principals are known by numbers: groups, and after them users. */
const GROUPS = [2, 3, 4, 5, 6];
const USERS = [7, 8, 9, 10, 11, 12, 13, 14];
const ALL = [...GROUPS, ...USERS];

/** Who is there, and whom each group has. */
interface DirectoryState {
  present: readonly number[];
  members: Readonly<Record<number, readonly number[]>>;
}

interface Lists {
  allowed: readonly number[];
  denied: readonly number[];
}

/** One of the two is another by it. */
interface Change {
  directory?: DirectoryState;
  lists?: Lists;
  /** Whose gateway makes it. */
  by: number;
}

interface State {
  directory: DirectoryState;
  lists: Lists;
}

/** A state, and the number of the change that made it. */
interface Moment extends State {
  number: number;
  /** The number of the last change of the directory. */
  directoryVersion: number;
}

interface Answer {
  /** The number of the last change that was acknowledged when it was asked for. */
  asked: number;
  version: number;
  inside: number[];
}

const some = (numbers: readonly number[]) => fc.subarray([...numbers]);
const directoryState = fc.record({
  present: some(USERS).map((users) => [...GROUPS, ...users]),
  members: fc.record(Object.fromEntries(GROUPS.map((group) => [group, some(ALL)]))),
});
const lists = fc.record({ allowed: some(ALL), denied: some(ALL) });
const by = fc.nat(GATEWAYS - 1);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ directory: directoryState, by }),
  fc.record({ lists, by }),
  // Most changes are small.
  { weight: 2, arbitrary: fc.record({ lists: lists.map(({ allowed }) => ({ allowed, denied: [] })), by }) },
);

function entriesOf({ present, members }: DirectoryState): TestEntry[] {
  const dn = (number: number) => `CN=${number},${domain}`;
  const principals = present.map((number) => {
    const common = { dn: dn(number), objectGUID: guid(number) };
    if (!GROUPS.includes(number)) return { ...common, objectClass: 'user' };
    const member = members[number]!.filter((each) => present.includes(each)).map(dn);
    return { ...common, objectClass: 'group', member };
  });
  return [{ dn: domain, objectClass: 'domainDNS', objectGUID: guid(1) }, ...principals];
}

/** Who is inside the wall, worked out from the state alone. */
function truth({ directory: { present, members }, lists: { allowed, denied } }: State): number[] {
  const reach = (numbers: readonly number[]) => {
    const found = new Set(numbers.filter((number) => present.includes(number)));
    for (const number of found)
      for (const member of members[number] ?? []) if (present.includes(member)) found.add(member);
    return found;
  };
  const out = reach(denied);
  return [...reach(allowed)].filter((number) => !out.has(number)).sort((a, b) => a - b);
}

it('answers with what was true at one moment, no earlier than the question, while directory and lists change on every gateway', async () => {
  const url = await testDatabaseUrl();
  const stores = await Promise.all(Array.from({ length: GATEWAYS }, () => openTestStore(url)));
  const holders = stores.map((store) => new EligibilityIndexHolder(store));
  const everybody = { present: ALL, members: Object.fromEntries(GROUPS.map((group) => [group, []])) };
  const moments: Moment[] = [];
  let acknowledged = 0;

  async function sync(store: Store, directory: DirectoryState): Promise<number> {
    const prepared = await prepareNow(store, directoryOf(entriesOf(directory)));
    try {
      if (prepared.difference.isNothing) return 0;
      return await store.write(async (tx) => {
        await prepared.apply(tx);
        const taken = await takeSequence(tx, 1, 'directory');
        await prepared.log(tx, taken);
        return taken.first;
      });
    } finally {
      await prepared.end();
    }
  }

  await sync(stores[0]!, everybody);
  const principals = await stores[0]!.read.find(Principal);
  const numberOf = new Map(principals.map(({ id, guid: name }) => [id, parseInt(name.slice(-12), 16)]));
  const idOf = new Map([...numberOf].map(([id, number]) => [number, id]));

  function list(store: Store, { allowed, denied }: Lists): Promise<number> {
    const entries = (which: AccessList, numbers: readonly number[]) =>
      numbers.map((number) => ({ list: which, ownerId: CATEGORY, principalId: idOf.get(number)! }));
    return store.write(async (tx) => {
      await tx.delete(AccessEntry, { ownerId: CATEGORY });
      await insertInChunks(tx, AccessEntry, [
        ...entries(AccessList.ALLOWED, allowed),
        ...entries(AccessList.DENIED, denied),
      ]);
      return (await takeSequence(tx, 1)).first;
    });
  }

  let state: State = { directory: everybody, lists: { allowed: [], denied: [] } };
  moments.push({ ...state, number: 1, directoryVersion: 1 });
  let isOver = false;

  async function make(changes: readonly Change[]): Promise<void> {
    for (const { by: gateway, ...changed } of changes) {
      const store = stores[gateway]!;
      const number = changed.directory ? await sync(store, changed.directory) : await list(store, changed.lists!);
      if (number === 0) continue;
      state = { ...state, ...changed };
      const directoryVersion = changed.directory ? number : moments.at(-1)!.directoryVersion;
      moments.push({ ...state, number, directoryVersion });
      acknowledged = number;
    }
    isOver = true;
  }

  async function ask(gateway: number): Promise<Answer[]> {
    const service = new EligibilityService(holders[gateway]!);
    const answers: Answer[] = [];
    // Once more when all is over: the last change is to be seen too.
    for (let isLast = false; !isLast;) {
      isLast = isOver;
      const asked = acknowledged;
      const { index, principals: inside } = await service.within(stores[gateway]!.read).wall(CATEGORY);
      const numbers = Array.from(inside, (ordinal) => numberOf.get(index.idAt(ordinal))!).sort((a, b) => a - b);
      // The embedded store answers at once, and nothing else would have the thread.
      await setImmediate();
      answers.push({ asked, version: index.version, inside: numbers });
    }
    return answers;
  }

  const askers = Array.from({ length: GATEWAYS * ASKERS_OF_EACH }, (_, i) => ask(i % GATEWAYS));
  await make(fc.sample(change, CHANGES));
  const answers = (await Promise.all(askers)).flat();

  const isTrue = ({ asked, version, inside }: Answer) =>
    moments.some(
      (moment, i) =>
        moment.directoryVersion === version &&
        (i + 1 === moments.length || moments[i + 1]!.number > asked) &&
        truth(moment).join() === inside.join(),
    );
  expect(answers.filter((answer) => !isTrue(answer))).toEqual([]);
  expect(answers.length).toBeGreaterThan(CHANGES);
  for (const { made } of holders) expect(made.whole).toBe(1);
});
