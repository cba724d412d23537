import type { Store } from '../../../src/database/store';
import type { DirectorySource } from '../../../src/directory/directory-source';
import { LdapSource } from '../../../src/directory/ldap/ldap-source';
import type { LdapSettings } from '../../../src/directory/ldap/ldap-settings';
import { type SyncResult, syncNow } from '../../../src/directory/sync/sync-now';
import { directoryOf, domain, guid, type TestEntry } from '../../support/directory';
import { type Answers, FakeLdapServer } from '../../support/ldap/fake-ldap-server';
import { settingsFor } from '../../support/ldap/settings';
import { openTestStore } from '../../support/store';
import { storedDirectory } from '../../support/stored-directory';

const named = (n: number, name: string) => ({ dn: `CN=${name},${domain}`, objectGUID: guid(n), displayName: name });
const litware: TestEntry = { dn: domain, objectClass: 'domainDNS', objectGUID: guid(1), dc: 'litwareinc' };
const ann: TestEntry = {
  ...named(2, 'Ann'),
  objectClass: 'user',
  sAMAccountName: 'ann',
  'msRTCSIP-PrimaryUserAddress': 'sip:ann@litwareinc.com',
  title: 'Director',
};
const bob: TestEntry = { ...named(3, 'Bob'), objectClass: 'user' };
const team: TestEntry = { ...named(4, 'Team'), objectClass: 'group', member: [ann.dn, bob.dn] };
const sound = [litware, ann, bob, team];

const nothing = {
  added: 0,
  changed: 0,
  moved: 0,
  missing: 0,
  returned: 0,
  membershipsAdded: 0,
  membershipsRemoved: 0,
  skipped: 0,
};
const invalid = Buffer.from([0x5a, 0x6f, 0xeb]);

describe('an entry that is wrong', () => {
  let store: Store;

  beforeAll(async () => {
    store = await openTestStore();
  });

  const sync = (...entries: TestEntry[]): Promise<SyncResult> => syncNow(store, directoryOf(entries));

  /** Who and what the store says there is: all but what it remembers of the reading. */
  async function said(): Promise<object> {
    const { principals, principal_attributes, principal_edges } = await storedDirectory(store);
    const rows = principals!.map(({ digest: _digest, members_digest: _members, ...row }) => row);
    return { principals: rows, principal_attributes, principal_edges };
  }

  it.each<[string, TestEntry[], object]>([
    [
      'without a GUID',
      [...sound, { ...named(5, 'Ghost'), objectClass: 'user', objectGUID: null }],
      { code: 'NO_GUID', count: 1, examples: [`"CN=Ghost,${domain}" has no usable objectGUID: left out.`] },
    ],
    [
      'whose GUID is none',
      [...sound, { ...named(5, 'Ghost'), objectClass: 'user', objectGUID: 'the fifth' }],
      { code: 'NO_GUID', count: 1, examples: [`"CN=Ghost,${domain}" has no usable objectGUID: left out.`] },
    ],
    [
      'with the GUID of another',
      [...sound, { ...named(2, 'Copy'), objectClass: 'user' }],
      {
        code: 'DUPLICATE_GUID',
        count: 1,
        examples: [`"CN=Copy,${domain}" has the GUID ${guid(2)} of another entry: left out.`],
      },
    ],
    [
      'with the GUID of another, before that',
      [{ ...named(2, 'Copy'), objectClass: 'user' }, ...sound],
      {
        code: 'DUPLICATE_GUID',
        count: 1,
        examples: [`"CN=Copy,${domain}" has the GUID ${guid(2)} of another entry: left out.`],
      },
    ],
    [
      'whose GUID can no longer be read',
      [litware, { ...ann, objectGUID: invalid as unknown as string }, bob, team],
      { code: 'NO_GUID', count: 1, examples: [`"CN=Ann,${domain}" has no usable objectGUID: left out.`] },
    ],
    [
      'with the name of another',
      [...sound, { ...named(5, 'Ann'), objectClass: 'user' }],
      { code: 'DUPLICATE_NAME', count: 1, examples: [`"CN=Ann,${domain}" comes twice: the second was left out.`] },
    ],
    [
      'with a name longer than any',
      [...sound, { ...named(5, 'x'.repeat(1024)), objectClass: 'user' }],
      {
        code: 'TOO_LONG',
        count: 1,
        examples: [`The name "CN=${'x'.repeat(1024)},${domain}" is longer than 1024 characters: left out.`],
      },
    ],
    [
      'that lists a member who is nowhere',
      [litware, ann, bob, { ...team, member: [ann.dn, bob.dn, `CN=Nobody,${domain}`] }],
      {
        code: 'MEMBER_NOT_FOUND',
        count: 1,
        examples: [`"CN=Team,${domain}" has the member "CN=Nobody,${domain}", which is not in the directory.`],
      },
    ],
    [
      'that lists a member whose name is none',
      [litware, ann, bob, { ...team, member: [ann.dn, bob.dn, 'Nobody'] }],
      {
        code: 'MEMBER_NOT_FOUND',
        count: 1,
        examples: [`"CN=Team,${domain}" has the member "Nobody", which is not in the directory.`],
      },
    ],
    [
      'that is a group within itself',
      [litware, ann, bob, { ...team, member: [ann.dn, team.dn, bob.dn] }],
      { code: 'MEMBER_OF_ITSELF', count: 1, examples: [`"CN=Team,${domain}" has itself as a member.`] },
    ],
    [
      'with a kept value in another encoding',
      [litware, { ...ann, title: ['Director', invalid] }, bob, team],
      {
        code: 'NOT_UTF8',
        count: 1,
        examples: [`A value of the title of "CN=Ann,${domain}" is not valid UTF-8: left out.`],
      },
    ],
    [
      'with a site in another encoding',
      [litware, { ...ann, physicalDeliveryOfficeName: invalid }, bob, team],
      {
        code: 'NOT_UTF8',
        count: 1,
        examples: [`The physicalDeliveryOfficeName of "CN=Ann,${domain}" is not valid UTF-8: left out.`],
      },
    ],
  ])('%s is named in a warning, and the store says what it said', async (_, entries, warning) => {
    await sync(...sound);
    const before = await said();
    expect(await sync(...entries)).toEqual({ ...nothing, warnings: [warning] });
    expect(await said()).toEqual(before);
  });

  it('may list nobody by an empty name, as groups do that must list somebody', async () => {
    await sync(...sound);
    const before = await said();
    expect(await sync(litware, ann, bob, { ...team, member: [ann.dn, bob.dn, ''] })).toEqual({
      ...nothing,
      warnings: [],
    });
    expect(await said()).toEqual(before);
  });

  it('is counted with all of its kind, of which the first twenty are named', async () => {
    await sync(...sound);
    const ghosts = Array.from({ length: 25 }, (_, i): TestEntry => ({
      ...named(0, `Ghost ${i}`),
      objectClass: 'user',
      objectGUID: null,
    }));
    const { warnings } = await sync(...sound, ...ghosts);
    expect(warnings).toEqual([
      {
        code: 'NO_GUID',
        count: 25,
        examples: ghosts.slice(0, 20).map(({ dn }) => `"${dn}" has no usable objectGUID: left out.`),
      },
    ]);
  });
});

describe('a server that gives a part of the directory', () => {
  let store: Store;
  let server: FakeLdapServer;
  let answer: (answers: Answers) => void;

  beforeAll(async () => {
    store = await openTestStore();
    server = await FakeLdapServer.start(({ base }, answers) => {
      if (base === domain) return answer(answers);
      answers.entry('', {});
      answers.end();
    });
    answer = giveAll;
    expect(await syncNow(store, source())).toMatchObject({ added: 4, membershipsAdded: 2, warnings: [] });
  });

  const source = (settings?: Partial<LdapSettings>): DirectorySource => new LdapSource(settingsFor(server, settings));
  const give = (answers: Answers, ...entries: TestEntry[]) => {
    for (const { dn, objectGUID, ...attributes } of entries) {
      const values = Object.entries(attributes).map(([name, value]): [string, (string | Buffer)[]] => [
        name,
        [value].flat().filter((each) => each !== null),
      ]);
      answers.entry(dn, { ...Object.fromEntries(values), objectGUID: [objectGUID!] });
    }
  };
  const giveAll = (answers: Answers) => {
    give(answers, ...sound);
    answers.end();
  };

  it.each<[string, (answers: Answers) => void, string]>([
    ['and then nothing', (answers) => give(answers, litware), 'SearchRequest: Operation timed out'],
    [
      'and hangs up',
      (answers) => {
        give(answers, litware);
        void answers.hangUp();
      },
      'Connection closed before message response was received',
    ],
    [
      'up to its size limit',
      (answers) => {
        give(answers, litware, ann);
        answers.end(4);
      },
      'its size limit was reached: raise it there for the account that reads (LDAP result 4)',
    ],
    [
      'up to its time limit',
      (answers) => {
        give(answers, litware, ann);
        answers.end(3);
      },
      'its time limit was reached: raise it there for the account that reads (LDAP result 3)',
    ],
    [
      'and refers to another server',
      (answers) => {
        give(answers, litware, ann);
        answers.end(10);
      },
      'it refers to another server: name that one (LDAP result 10)',
    ],
  ])('%s is named with the reason, and the store stays as it was', async (_, bad, reason) => {
    const before = await storedDirectory(store);
    answer = bad;
    await expect(syncNow(store, source({ timeout: 0.5 }))).rejects.toMatchObject({
      message: `"${server.url}" of "litware" didn't give all of "${domain}": ${reason}.`,
      extensions: { code: 'UNAVAILABLE', source: 'litware' },
    });
    expect(await storedDirectory(store)).toEqual(before);
    answer = giveAll;
    expect(await syncNow(store, source())).toEqual({ ...nothing, warnings: [] });
  });

  it('that is nothing at all is named, and the store stays as it was', async () => {
    const before = await storedDirectory(store);
    answer = (answers) => answers.end();
    await expect(syncNow(store, source())).rejects.toMatchObject({
      message: 'There are no principals in "litware"; the directory was left as it is.',
      extensions: { code: 'BAD_USER_INPUT', source: 'litware' },
    });
    expect(await storedDirectory(store)).toEqual(before);
  });
});
