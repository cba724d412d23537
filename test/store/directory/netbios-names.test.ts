import type { Store } from '../../../src/database/store';
import { Principal } from '../../../src/directory/principal.entity';
import { DirectorySourceState } from '../../../src/directory/sync/directory-source-state.entity';
import { ChangingDirectory } from '../../support/changing-directory';
import { domain, guid, type TestEntry } from '../../support/directory';
import { openTestStore } from '../../support/store';
import { figuresOf, syncChanges } from '../../support/sync-changes';

const europe = `DC=eu,${domain}`;
const user = (name: string, number: number, above = domain): TestEntry => ({
  dn: `CN=${name},${above}`,
  objectClass: 'user',
  objectGUID: guid(number),
  sAMAccountName: name,
});
const ken = user('ken', 1);
const zoe = user('zoe', 2, europe);
const litware: TestEntry = { dn: domain, objectClass: 'domainDNS', objectGUID: guid(10), nETBIOSName: 'LITWARE' };
/** As the configuration of a forest has it: no principal, and nothing that is kept. */
const crossReference = (name: string, number = 20): TestEntry => ({
  dn: `CN=EU ${number},CN=Partitions,CN=Configuration,${domain}`,
  objectClass: 'crossRef',
  objectGUID: guid(number),
  nETBIOSName: name,
  nCName: europe,
});

let store: Store;
let directory: ChangingDirectory;

beforeEach(async () => {
  store = await openTestStore();
  directory = new ChangingDirectory('litware');
});

async function logonKeys(): Promise<(string | null)[]> {
  const users = await store.read.find(Principal, { where: { missing: false }, order: { guid: 'ASC' } });
  return users.map(({ logonKey }) => logonKey).filter((key) => key !== null);
}
const sync = async (whole = false) => figuresOf(await syncChanges(store, whole ? directory.wholly() : directory));
const kept = async () => (await store.read.findOneByOrFail(DirectorySourceState, { name: 'litware' })).netbiosNames;

describe('the NetBIOS names of domains', () => {
  it('may come after their users: then all is read once more', async () => {
    directory.put(ken, zoe, litware, crossReference('EUROPE'));
    expect(await sync()).toEqual({ added: 3 });
    expect(await logonKeys()).toEqual(['litware\\ken', 'europe\\zoe']);
    expect(directory.marks).toEqual([null, null]);
    expect(await kept()).toEqual({ 'dc=litwareinc,dc=com': 'LITWARE', 'dc=eu,dc=litwareinc,dc=com': 'EUROPE' });
  });

  it('are known then, and suffice to read once the next time', async () => {
    directory.put(ken, zoe, litware, crossReference('EUROPE'));
    await sync();
    directory.marks.length = 0;
    expect(await sync(true)).toEqual({});
    expect(directory.marks).toEqual([null]);
  });

  it('need no second reading where they come first, or are not told', async () => {
    directory.put(litware, ken, zoe);
    await sync();
    expect(await logonKeys()).toEqual(['litware\\ken', 'eu\\zoe']);
    expect(directory.marks).toEqual([null]);
  });

  it('are the first that are told where entries tell several of one domain', async () => {
    directory.put(crossReference('EUROPE'), zoe, crossReference('EMEA', 21));
    await sync();
    expect(await logonKeys()).toEqual(['europe\\zoe']);
  });

  it('hold for who is added later, in a reading that does not tell them', async () => {
    directory.put(litware, crossReference('EUROPE'), ken, zoe);
    await sync();
    directory.put(user('ann', 3, europe));
    expect(await sync()).toEqual({ added: 1 });
    expect(await logonKeys()).toEqual(['litware\\ken', 'europe\\zoe', 'europe\\ann']);
  });

  it.each([
    ['a reading of everything', true],
    ['a reading of what changed, although no user did', false],
  ])('change for everybody in the domain by %s', async (_, whole) => {
    directory.put(litware, crossReference('EUROPE'), ken, zoe);
    await sync();
    directory.put(crossReference('EMEA'));
    expect(await sync(whole)).toEqual({ changed: 1 });
    expect(await logonKeys()).toEqual(['litware\\ken', 'emea\\zoe']);
    expect(await kept()).toMatchObject({ 'dc=eu,dc=litwareinc,dc=com': 'EMEA' });
    expect(await sync()).toEqual({});
  });

  it('change too where they belong to a domain that had nobody at first', async () => {
    directory.put(litware, ken);
    await sync();
    directory.put(zoe);
    await sync();
    expect(await logonKeys()).toEqual(['litware\\ken', 'eu\\zoe']);
    directory.put(crossReference('EUROPE'));
    expect(await sync()).toEqual({ changed: 1 });
    expect(await logonKeys()).toEqual(['litware\\ken', 'europe\\zoe']);
  });

  it('end with the entries that told them', async () => {
    directory.put(litware, crossReference('EUROPE'), ken, zoe);
    await sync();
    directory.remove(guid(20));
    expect(await sync(true)).toEqual({ changed: 1 });
    expect(await logonKeys()).toEqual(['litware\\ken', 'eu\\zoe']);
  });

  it('are those of the configuration from the next sync on, even of one of what changed', async () => {
    directory.put(litware, crossReference('EUROPE'), ken, zoe);
    await sync();
    directory.netbiosNames = new Map([[`dc=EU, ${domain}`, 'FABRIKAM']]);
    expect(await sync()).toEqual({ changed: 1 });
    expect(await logonKeys()).toEqual(['litware\\ken', 'fabrikam\\zoe']);
    expect(await sync()).toEqual({});
  });

  it('are not lost on others where one entry alone is read that tells them anew', async () => {
    directory.put(litware, crossReference('EUROPE'), ken, zoe, user('ann', 3, europe));
    await sync();
    directory.put(crossReference('EMEA'));
    const { attributeMap, name } = directory;
    const only = {
      name,
      attributeMap,
      open: async () => {
        const reading = await directory.open('0');
        return { ...reading, entries: () => entriesOf(reading), vanished: () => none(), mark: () => null };
      },
    };
    await syncChanges(store, only);
    expect(await logonKeys()).toEqual(['litware\\ken', 'emea\\zoe', 'europe\\ann']);
    expect(await sync()).toEqual({ changed: 1 });
    expect(await logonKeys()).toEqual(['litware\\ken', 'emea\\zoe', 'emea\\ann']);
  });
});

type Reading = Awaited<ReturnType<ChangingDirectory['open']>>;

/** The cross-references, and Zoe. */
async function* entriesOf(reading: Reading) {
  for await (const entry of reading.entries()) {
    if (entry.text('objectClass') === 'crossRef' || entry.text('sAMAccountName') === 'zoe') yield entry;
  }
}

async function* none(): AsyncGenerator<never> {}
