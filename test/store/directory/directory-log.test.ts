import { takeSequence } from '../../../src/database/change-sequence';
import { rowsOf } from '../../../src/database/rows';
import { sql } from '../../../src/database/sql';
import type { Store } from '../../../src/database/store';
import { Principal } from '../../../src/directory/principal.entity';
import { syncNow } from '../../../src/directory/sync/sync-now';
import { directoryOf, domain, guid, type TestEntry } from '../../support/directory';
import { openTestStore } from '../../support/store';

const litware: TestEntry = { dn: domain, objectClass: 'domainDNS', objectGUID: guid(1) };
const user = (number: number): TestEntry => ({
  dn: `CN=User ${number},${domain}`,
  objectClass: 'user',
  objectGUID: guid(number),
});
const group = (number: number, ...members: TestEntry[]): TestEntry => ({
  dn: `CN=Group ${number},${domain}`,
  objectClass: 'group',
  objectGUID: guid(number),
  member: members.map(({ dn }) => dn),
});
const many = (first: number, count: number) => Array.from({ length: count }, (_, i) => user(first + i));

describe('the log of the directory', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openTestStore();
  });

  const sync = (...entries: TestEntry[]) => syncNow(store, directoryOf([litware, ...entries]));

  /** The steps that are kept, each with what it changed by the numbers of the GUIDs. */
  async function steps(): Promise<string[]> {
    const principals = await store.read.find(Principal);
    const number = (id: unknown) =>
      parseInt(principals.find((each) => each.id === Number(id))?.guid.slice(-12) ?? '0', 16);
    const rows = await rowsOf(store.read, sql`SELECT * FROM directory_log`);
    const told = rows.map(
      ({ version, previous, effect, kind, parent_id: parent, child_id: child }) =>
        `${String(previous)}-${String(version)} ${String(effect)}${String(kind)} ${number(parent)} ${number(child)}`,
    );
    return told.sort();
  }

  it('keeps the edges and the principals that a sync changes', async () => {
    await sync(user(2), user(3), group(4, user(2)));
    await sync(user(2), { ...user(3), displayName: 'Ann' }, group(4, user(2), user(3)), user(5));
    await sync({ ...user(3), displayName: 'Ann' }, group(4, user(3)), user(5));
    expect(await steps()).toEqual([
      '0-1 * 0 1',
      '0-1 * 0 2',
      '0-1 * 0 3',
      '0-1 * 0 4',
      '0-1 +C 1 2',
      '0-1 +C 1 3',
      '0-1 +C 1 4',
      '0-1 +M 4 2',
      '1-2 * 0 3',
      '1-2 * 0 5',
      '1-2 +C 1 5',
      '1-2 +M 4 3',
      '2-3 * 0 2',
      '2-3 -C 1 2',
      '2-3 -M 4 2',
    ]);
  });

  it('keeps nothing of a sync that changes nothing', async () => {
    await sync(user(2));
    const kept = await steps();
    await sync(user(2));
    expect(await steps()).toEqual(kept);
  });

  it('tells which version a step goes on from, others that were made in between left out', async () => {
    await sync(user(2));
    await store.write((tx) => takeSequence(tx, 5));
    await sync(user(2), user(3));
    await store.write((tx) => takeSequence(tx, 2, 'directory'));
    await sync(user(2));
    expect((await steps()).filter((step) => step.endsWith('0 3'))).toEqual(['1-7 * 0 3', '9-10 * 0 3']);
  });

  it('forgets what came before a sync that changes more than is kept, and that too', async () => {
    await sync(user(2));
    await sync(user(2), ...many(100, 1_001));
    expect(await steps()).toEqual([]);
    await sync(user(2), ...many(101, 1_000));
    expect(await steps()).toEqual(['2-3 * 0 100', '2-3 -C 1 100']);
  });

  it('keeps the last steps, as far as they have 2,000 rows together', async () => {
    await sync(...many(100, 500));
    await sync(...many(100, 1_000));
    const versions = async () => [...new Set((await steps()).map((step) => step.split(' ')[0]))];
    expect(await versions()).toEqual(['1-2']);
    await sync(...many(100, 1_500));
    expect(await versions()).toEqual(['1-2', '2-3']);
    await sync(...many(99, 1_501));
    expect(await versions()).toEqual(['2-3', '3-4']);
  });
});
