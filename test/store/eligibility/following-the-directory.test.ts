import { takeSequence } from '../../../src/database/change-sequence';
import { rowsOf } from '../../../src/database/rows';
import { sql } from '../../../src/database/sql';
import type { Store } from '../../../src/database/store';
import { Principal } from '../../../src/directory/principal.entity';
import { syncNow } from '../../../src/directory/sync/sync-now';
import type { EligibilityIndex } from '../../../src/eligibility/eligibility-index';
import { EligibilityIndexHolder } from '../../../src/eligibility/eligibility-index.holder';
import { loadEligibilityIndex } from '../../../src/eligibility/eligibility-index.loader';
import { Policy } from '../../../src/features/policy/policy.entity';
import { Scope } from '../../../src/features/scope/scope';
import { described } from '../../support/described-index';
import { directoryOf, domain, guid, type TestEntry } from '../../support/directory';
import { openTestStore, statementsOf } from '../../support/store';
import { testDatabaseUrl } from '../../support/test-database';
import { until } from '../../support/until';

const litware: TestEntry = { dn: domain, objectClass: 'domainDNS', objectGUID: guid(1) };
const unit = (number: number, name: string): TestEntry => ({
  dn: `OU=${name},${domain}`,
  objectClass: 'organizationalUnit',
  objectGUID: guid(number),
});
const user = (number: number, name: string, above = domain): TestEntry => ({
  dn: `CN=${name},${above}`,
  objectClass: 'user',
  objectGUID: guid(number),
  displayName: name,
  'msRTCSIP-PrimaryUserAddress': `sip:p${number}@litwareinc.com`,
});
const group = (number: number, name: string, ...members: TestEntry[]): TestEntry => ({
  dn: `CN=${name},${domain}`,
  objectClass: 'group',
  objectGUID: guid(number),
  member: members.map(({ dn }) => dn),
});

const [sales, ops] = [unit(2, 'Sales'), unit(3, 'Ops')];
const [ann, bob, eve] = [user(4, 'Ann', sales.dn), user(5, 'Bob', sales.dn), user(6, 'Emile')];
const team = group(7, 'Team', ann);
const staff = group(8, 'Staff', team, sales);
const start = [litware, sales, ops, ann, bob, eve, team, staff];

/** What the directory says after a change, of the same entries but for those with the GUIDs of others. */
function changed(...others: TestEntry[]): TestEntry[] {
  const guids = new Set(others.map(({ objectGUID }) => objectGUID));
  return [...start.filter(({ objectGUID }) => !guids.has(objectGUID)), ...others];
}

const changes: [string, TestEntry[]][] = [
  ['a user who comes into a group', changed(group(7, 'Team', ann, bob))],
  ['a user who leaves a group', changed(group(7, 'Team'))],
  ['a group that comes into another', changed(group(7, 'Team', ann, staff))],
  ['a group that leaves another', changed(group(8, 'Staff', sales))],
  ['a user who is moved', changed(user(5, 'Bob', ops.dn))],
  [
    'a unit that is renamed',
    changed(
      unit(2, 'Zales'),
      user(4, 'Ann', `OU=Zales,${domain}`),
      user(5, 'Bob', `OU=Zales,${domain}`),
      group(7, 'Team', user(4, 'Ann', `OU=Zales,${domain}`)),
      group(8, 'Staff', team, unit(2, 'Zales')),
    ),
  ],
  ['a user who is renamed, with an accent', changed({ ...eve, displayName: 'Émile' })],
  ['a user who is renamed, in case alone', changed({ ...eve, displayName: 'EMILE' })],
  ['a user who gets another address', changed({ ...bob, 'msRTCSIP-PrimaryUserAddress': 'sip:zed@contoso.com' })],
  ['a user who loses the address', changed({ ...bob, 'msRTCSIP-PrimaryUserAddress': null })],
  ['a user who is disabled', changed({ ...bob, userAccountControl: '514' })],
  ['a user who gets another site', changed({ ...bob, physicalDeliveryOfficeName: 'Redmond' })],
  ['a user who vanishes', changed().filter((entry) => entry !== eve)],
  ['a group that vanishes', changed(group(8, 'Staff', sales)).filter((entry) => entry !== team)],
  [
    'people who are new',
    changed(user(20, 'Ännchen'), user(21, 'Ann', ops.dn), group(22, 'New', user(20, 'Ännchen'), team)),
  ],
];

describe('the index of a gateway, where another one syncs the directory', () => {
  let here: Store;
  let there: Store;
  let holder: EligibilityIndexHolder;
  beforeEach(async () => {
    const url = await testDatabaseUrl();
    [here, there] = [await openTestStore(url), await openTestStore(url)];
    holder = new EligibilityIndexHolder(here);
    await sync(start);
    await holder.current(0);
  });

  async function sync(entries: TestEntry[]): Promise<number> {
    await syncNow(there, directoryOf(entries));
    const [row] = await rowsOf(there.read, sql`SELECT directory FROM change_sequence WHERE id = 1`);
    return Number(row!.directory);
  }

  /** That what is held says the same as what is made anew. */
  async function expectTruth(version: number): Promise<void> {
    const index = await holder.current(version);
    const ids = (await here.read.find(Principal)).map(({ id }) => id);
    expect(index.version).toBe(version);
    expect(described(index, ids)).toEqual(described(await loadEligibilityIndex(here), ids));
  }

  it.each(changes)('follows %s, there and back, by one statement each', async (_, entries) => {
    for (const said of [entries, start]) {
      const version = await sync(said);
      expect(await statementsOf(here, () => holder.current(version))).toHaveLength(1);
      await expectTruth(version);
    }
    expect(holder.made).toEqual({ whole: 1, following: 2 });
  });

  it('goes from one change to the next, with nobody reading it again', async () => {
    for (const [i, [, entries]] of changes.entries()) {
      await expectTruth(await sync(entries));
      expect(holder.made).toEqual({ whole: 1, following: i + 1 });
    }
  });

  it('leaves an index that somebody goes on with as it was', async () => {
    const before = await holder.current(0);
    const ids = (await here.read.find(Principal)).map(({ id }) => id);
    const said = described(before, ids);
    for (const [, entries] of changes) await holder.current(await sync(entries));
    expect(described(before, ids)).toEqual(said);
  });

  it('reads the directory again where the log has forgotten what changed', async () => {
    const version = await sync(changes[0]![1]);
    await there.write((tx) => rowsOf(tx, sql`DELETE FROM directory_log`));
    await expectTruth(version);
    expect(holder.made).toEqual({ whole: 2, following: 0 });
  });

  it('reads the directory again where something changed it without a log', async () => {
    await sync(changes[0]![1]);
    const version = await there.write(async (tx) => {
      await tx.update(Principal, { guid: guid(4) }, { enabled: false });
      return (await takeSequence(tx, 1, 'directory')).eligibility;
    });
    await expectTruth(version);
    expect(holder.made).toEqual({ whole: 2, following: 0 });
  });

  /** Loads the index, and changes something in the meantime: as soon as a statement is answered for the `time`th time. */
  async function loadedDuring(
    statement: string,
    time: number,
    change: () => Promise<unknown>,
  ): Promise<EligibilityIndex> {
    let times = 0;
    const query = here.read.query.bind(here.read);
    const spy = jest.spyOn(here.read, 'query').mockImplementation(async (...sent: Parameters<typeof query>) => {
      const rows: unknown = await query(...sent);
      if (sent[0].includes(statement) && ++times === time) await change();
      return rows;
    });
    const index = await loadEligibilityIndex(here);
    spy.mockRestore();
    return index;
  }

  /** Grants a user a policy of its own, which enables Persistent Chat. */
  const grant = (number: number) =>
    there.write(async (tx) => {
      const now = new Date(0);
      const { identifiers } = await tx.insert(Policy, {
        ...{
          identity: 'Tag:Chat',
          identityKey: 'tag:chat',
          sortKey: 'tag:chat',
          scope: Scope.USER,
          siteId: null,
          tenantId: null,
        },
        ...{
          description: '',
          descriptionKey: '',
          enablePersistentChat: true,
          version: 1,
          createdAt: now,
          updatedAt: now,
        },
      });
      await tx.update(Principal, { guid: guid(number) }, { policyId: identifiers[0]!.id as number });
      await takeSequence(tx, 1, 'policies');
    });
  const whoMayEnter = async (index: EligibilityIndex) => {
    const rows = await here.read.find(Principal);
    return rows.filter(({ id }) => index.mayEnterAtAll.has(index.ordinalOf(id)!)).map(({ displayName }) => displayName);
  };

  it('knows the policy of somebody who arrived, and was granted it, while the directory was read', async () => {
    const index = await loadedDuring('MAX(id)', 2, async () => {
      await sync([...start, user(30, 'Zoe')]);
      await grant(30);
    });
    expect(await whoMayEnter(index)).toEqual(['Zoe']);
  });

  it('reads the policies again where one was made, and granted, while they were read', async () => {
    const index = await loadedDuring('FROM policies', 1, () => grant(5));
    expect(await whoMayEnter(index)).toEqual(['Bob']);
  });

  it('is made anew beside the one that follows where many are new', async () => {
    const people = (count: number) => Array.from({ length: count }, (_, i) => user(100 + i, `Person ${i}`));
    await holder.current(await sync([...start, ...people(40)]));
    expect(holder.made.following).toBe(1);
    await until(() => Promise.resolve(holder.made.whole === 2 && holder.made.following === 2));
    await expectTruth(await sync([...start, ...people(50)]));
    expect(holder.made).toEqual({ whole: 2, following: 3 });
  });

  it('is made anew at once where there is no place for those who are new', async () => {
    const people = Array.from({ length: 100 }, (_, i) => user(100 + i, `Person ${i}`));
    await expectTruth(await sync([...start, ...people]));
    expect(holder.made).toEqual({ whole: 2, following: 0 });
  });
});
