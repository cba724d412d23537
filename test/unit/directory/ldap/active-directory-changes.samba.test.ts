import { Attribute, Change, type Client, Control } from 'ldapts';

import { DistinguishedName } from '../../../../src/directory/distinguished-name';
import type { BindAccount, LdapSettings } from '../../../../src/directory/ldap/ldap-settings';
import { LdapSource } from '../../../../src/directory/ldap/ldap-source';
import { guidText } from '../../../../src/directory/principal-mapper';
import { PrincipalKind } from '../../../../src/directory/principal.entity';
import { PrivateSamba } from '../../../support/ldap/private-samba';
import { ReadSince } from '../../../support/ldap/read-since';
import { settingsFor } from '../../../support/ldap/settings';
import { readSources } from '../../../support/read-sources';

const { base } = PrivateSamba;
const showDeleted = new Control('1.2.840.113556.1.4.417', { critical: true });
/** By default nobody but administrators may replicate the directory's changes, or see what is deleted. */
const reader: BindAccount = { user: 'reader@example.test', password: 'Passw0rd!r' };
const user = (sAMAccountName: string) => ({ objectClass: 'user', sAMAccountName });
const group = (sAMAccountName: string, ...member: string[]) => ({ objectClass: 'group', sAMAccountName, member });
const unit = { objectClass: 'organizationalUnit' };

let samba: PrivateSamba;

const sourceOf = (others: Partial<LdapSettings> = {}) =>
  new LdapSource(
    settingsFor(samba, {
      name: 'example',
      plain: false,
      ca: samba.certificates.pem,
      base,
      account: PrivateSamba.account,
      pageSize: 50,
      ignoreReferrals: true,
      ...others,
    }),
  );

function modifying(operation: 'add' | 'delete' | 'replace', type: string, ...values: (string | Buffer)[]): Change {
  return new Change({ operation, modification: new Attribute({ type, values: values as string[] }) });
}

const positionIn = (mark: string) => JSON.parse(mark) as { by: string; position: string };

beforeAll(async () => {
  samba = await PrivateSamba.start();
  await samba.change(async (client) => {
    const dn = `CN=Reader,CN=Users,${base}`;
    await client.add(dn, user('reader'));
    await client.modify(dn, modifying('replace', 'unicodePwd', Buffer.from(`"${reader.password}"`, 'utf16le')));
    await client.modify(dn, modifying('replace', 'userAccountControl', '512'));
  });
});

describe('Active Directory tells what changed', () => {
  const ways: Record<string, { by: string; account: BindAccount }> = {
    'by DirSync': { by: 'dirsync', account: PrivateSamba.account },
    'by update numbers, and what is still there': { by: 'usn', account: reader },
    'by update numbers, and what is deleted': { by: 'usn', account: PrivateSamba.account },
  };
  let number = 0;

  describe.each(Object.keys(ways))('%s', (way) => {
    const { by, account } = ways[way]!;
    let unitName: string;
    let source: LdapSource;
    let first: ReadSince;
    let mark: string;

    beforeEach(async () => {
      unitName = `OU=Unit ${(number += 1)},${base}`;
      await samba.change(async (client) => {
        await client.add(unitName, unit);
        await client.add(`OU=Inner,${unitName}`, unit);
        await client.add(`CN=Ann,OU=Inner,${unitName}`, user(`ann${number}`));
        await client.add(`CN=Bob,${unitName}`, user(`bob${number}`));
        await client.add(`CN=Crew,${unitName}`, group(`crew${number}`, `CN=Bob,${unitName}`));
      });
      source = sourceOf({ account });
      first = await ReadSince.from(source);
      // Who may use the better way is not told by this one, unless it is that of another.
      const { position } = positionIn((await ReadSince.from(sourceOf({ account: reader }))).mark!);
      const isBetter = positionIn(first.mark!).by === by;
      mark = isBetter ? first.mark! : JSON.stringify({ ...positionIn(first.mark!), by, position });
    });

    async function after(work: (client: Client) => Promise<unknown>, before?: ReadSince): Promise<ReadSince> {
      await samba.change(work);
      const now = await ReadSince.from(source, before ?? { ...first, mark });
      expect(now.whole).toBe(false);
      return now;
    }
    /** Without what the controller changes by itself, such as when somebody came in. */
    const ours = (read: ReadSince) => read.names.filter((name) => /ou=(?:unit|outer) \d+,/.test(name));
    const names = (...given: string[]) => given.map((each) => DistinguishedName.parse(each)!.normalised).sort();
    const guidOf = (name: string) => guidText(first.entry(name)!.values('objectGUID')[0])!;

    it('and nothing where nothing did', async () => {
      expect(positionIn(mark).by).toBe(by);
      const now = await after(async () => undefined);
      expect([ours(now), now.vanished]).toEqual([[], []]);
      expect(positionIn(now.mark!).by).toBe(by);
    });

    it('who came, who changed and who left, once each', async () => {
      const now = await after(async (client) => {
        await client.add(`CN=Cid,${unitName}`, user(`cid${number}`));
        await client.modify(`CN=Bob,${unitName}`, modifying('replace', 'displayName', 'Bob'));
        await client.modify(`CN=Bob,${unitName}`, modifying('replace', 'title', 'Engineer'));
        await client.del(`CN=Ann,OU=Inner,${unitName}`);
      });
      expect(ours(now)).toEqual(names(`CN=Bob,${unitName}`, `CN=Cid,${unitName}`));
      expect(now.entry(`CN=Bob,${unitName}`)!.text('sAMAccountName')).toBe(`bob${number}`);
      expect(now.vanished).toEqual([guidOf(`CN=Ann,OU=Inner,${unitName}`)]);
      const next = await after(async () => undefined, now);
      expect([ours(next), next.vanished]).toEqual([[], []]);
    });

    it('who is called otherwise or stands elsewhere, but not what stands below', async () => {
      const now = await after(async (client) => {
        await client.modifyDN(`CN=Bob,${unitName}`, `CN=Rob,${unitName}`);
        await client.modifyDN(`OU=Inner,${unitName}`, `OU=Outer ${number},${base}`);
      });
      const outer = `OU=Outer ${number},${base}`;
      expect(ours(now)).toEqual(names(`CN=Rob,${unitName}`, outer));
      expect(now.vanished).toEqual([]);
      const reading = await source.open(now.mark);
      const below: string[] = [];
      for await (const entry of reading.below(outer)) below.push(entry.distinguishedName);
      await reading.close();
      expect(below).toEqual([`CN=Ann,${outer}`]);
    });

    it('all members of a group of which one came, and then one left', async () => {
      const now = await after(async (client) => {
        await client.modify(`CN=Crew,${unitName}`, modifying('add', 'member', `CN=Ann,OU=Inner,${unitName}`));
      });
      expect(ours(now)).toEqual(names(`CN=Crew,${unitName}`));
      const members = now.entry(`CN=Crew,${unitName}`)!.texts('member');
      expect(members.sort()).toEqual([`CN=Ann,OU=Inner,${unitName}`, `CN=Bob,${unitName}`]);
      const less = await after(
        (client) => client.modify(`CN=Crew,${unitName}`, modifying('delete', 'member', `CN=Bob,${unitName}`)),
        now,
      );
      expect(less.entry(`CN=Crew,${unitName}`)!.texts('member')).toEqual([`CN=Ann,OU=Inner,${unitName}`]);
    });

    it('who is deleted and brought back', async () => {
      const name = `CN=Bob,${unitName}`;
      const guid = guidOf(name);
      const gone = await after((client) => client.del(name));
      expect(gone.vanished).toEqual([guid]);
      const back = await after(async (client) => {
        const changes = [modifying('delete', 'isDeleted'), modifying('replace', 'distinguishedName', name)];
        const tombstone = `CN=Bob\\0ADEL:${guid},CN=Deleted Objects,${base}`;
        await client.modify(tombstone, changes, showDeleted);
      }, gone);
      expect(ours(back)).toEqual(names(name));
      expect(guidText(back.entry(name)!.values('objectGUID')[0])).toBe(guid);
    });

    it('who leaves the part of the directory that is read, and who comes into it', async () => {
      source = sourceOf({ account, base: unitName });
      first = await ReadSince.from(source);
      const { of } = JSON.parse(first.mark!) as { of: string };
      mark = JSON.stringify({ ...positionIn(mark), of });
      const now = await after(async (client) => {
        await client.add(`CN=Dan ${number},CN=Users,${base}`, user(`dan${number}`));
        await client.modifyDN(`CN=Bob,${unitName}`, `CN=Bob ${number},CN=Users,${base}`);
      });
      expect([ours(now), now.vanished]).toEqual([[], [guidOf(`CN=Bob,${unitName}`)]]);
      const back = await after(
        (client) => client.modifyDN(`CN=Bob ${number},CN=Users,${base}`, `CN=Bob,${unitName}`),
        now,
      );
      expect([ours(back), back.vanished]).toEqual([names(`CN=Bob,${unitName}`), []]);
    });

    it('who was made long before, and so was elsewhere if they are new here', async () => {
      const now = await after((client) =>
        client.modify(`CN=Bob,${unitName}`, modifying('replace', 'title', 'Engineer')),
      );
      const wasElsewhere = async (hours: number): Promise<boolean | undefined> => {
        const at = new Date(Date.now() + hours * 3_600_000).toISOString();
        const reading = await source.open(JSON.stringify({ ...(JSON.parse(mark) as object), at }));
        const told = reading.wasElsewhere?.(now.entry(`CN=Bob,${unitName}`)!);
        await reading.close();
        return told;
      };
      expect([await wasElsewhere(0), await wasElsewhere(23), await wasElsewhere(25)]).toEqual([false, false, true]);
    });
  });

  it('and all of it where it was asked in another life of the controller, or the mark is nonsense', async () => {
    const source = sourceOf({ account: reader });
    const { mark } = await ReadSince.from(source);
    const altered = (position: Record<string, unknown>) =>
      JSON.stringify({
        ...positionIn(mark!),
        position: JSON.stringify({ ...(JSON.parse(positionIn(mark!).position) as object), ...position }),
      });
    expect((await ReadSince.from(source, { mark: altered({}) })).whole).toBe(false);
    expect((await ReadSince.from(source, { mark: altered({ invocation: '00' }) })).whole).toBe(true);
    expect((await ReadSince.from(source, { mark: altered({ last: 1e9 }) })).whole).toBe(true);
    const dirSync = await ReadSince.from(sourceOf());
    const refused = JSON.stringify({ ...positionIn(dirSync.mark!), position: 'bm9uc2Vuc2U=' });
    expect(await ReadSince.from(sourceOf(), { mark: refused })).toMatchObject({
      whole: true,
      mark: expect.stringContaining('"by":"dirsync"'),
    });
  });
});

it('has in its groups, in a chain, whom Active Directory has in them', async () => {
  const nested = `OU=Nested,${base}`;
  await samba.change(async (client) => {
    await client.add(nested, unit);
    for (const name of ['Ada', 'Ben', 'Cleo']) await client.add(`CN=${name},${nested}`, user(name.toLowerCase()));
    await client.add(`CN=Inner,${nested}`, group('inner', `CN=Ada,${nested}`));
    await client.add(`CN=Middle,${nested}`, group('middle', `CN=Inner,${nested}`, `CN=Ben,${nested}`));
    await client.add(`CN=Outer,${nested}`, group('outer', `CN=Middle,${nested}`));
    // Round in a circle.
    await client.modify(`CN=Inner,${nested}`, modifying('add', 'member', `CN=Outer,${nested}`));
  });
  const contents = await readSources(sourceOf({ base: nested }));
  const groups = contents.principals.filter(({ kind }) => kind === PrincipalKind.GROUP);
  for (const each of groups) {
    const ours = new Set([each]);
    for (const member of ours) {
      if (member.kind !== PrincipalKind.GROUP) continue;
      for (const next of contents.members(member)) if (typeof next !== 'string') ours.add(next);
    }
    const theirs = await samba.change((client) =>
      client.search(base, {
        filter: `(memberOf:1.2.840.113556.1.4.1941:=${each.distinguishedName})`,
        attributes: ['sAMAccountName'],
      }),
    );
    const logonNames = theirs.searchEntries.map(({ sAMAccountName }) => sAMAccountName as string);
    expect(Array.from(ours, ({ logonName }) => logonName).sort()).toEqual(logonNames.sort());
  }
  expect(groups).toHaveLength(3);
});

describe('one entry', () => {
  const eve = `CN=Eve,CN=Users,${base}`;

  it('is asked for by its GUID or its name, and nothing is told of it where it does not come', async () => {
    await samba.change((client) => client.add(eve, user('eve')));
    const byName = await sourceOf().entry(eve);
    const guid = guidText(byName!.values('objectGUID')[0])!;
    expect((await sourceOf().entry(guid.toUpperCase()))!.distinguishedName).toBe(eve);
    const before = await ReadSince.from(sourceOf().only(guid));
    expect(before).toMatchObject({ whole: false, vanished: [], mark: null });
    expect(before.names).toEqual([eve.toLowerCase()]);

    await samba.change((client) => client.del(eve));
    expect(await sourceOf().entry(eve)).toBeNull();
    expect(await sourceOf().entry(guid)).toBeNull();
    const after = await ReadSince.from(sourceOf().only(guid), before);
    expect([after.names, after.vanished]).toEqual([[], []]);
  });
});
