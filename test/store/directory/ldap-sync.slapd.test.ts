import { Attribute, Change, type Client } from 'ldapts';

import type { Store } from '../../../src/database/store';
import { LdapSource } from '../../../src/directory/ldap/ldap-source';
import { LdifSource } from '../../../src/directory/ldif/ldif-source';
import { openLdap } from '../../../src/directory/open-ldap';
import { EdgeKind, PrincipalEdge } from '../../../src/directory/principal-edge.entity';
import { Principal } from '../../../src/directory/principal.entity';
import { type SyncResult, syncNow } from '../../../src/directory/sync/sync-now';
import { SAMPLE_DIRECTORY } from '../../../src/sample/sample-organisation';
import { contentsOf } from '../../support/directory-contents';
import { CONTOSO, startContosoSlapd } from '../../support/ldap/contoso-slapd';
import type { PrivateSlapd } from '../../support/ldap/private-slapd';
import { LITWARE, startSampleSlapd } from '../../support/ldap/sample-slapd';
import { settingsFor } from '../../support/ldap/settings';
import { openTestStore } from '../../support/store';

const nothing = {
  added: 0,
  changed: 0,
  moved: 0,
  missing: 0,
  returned: 0,
  membershipsAdded: 0,
  membershipsRemoved: 0,
};
const itUnit = `OU=IT,OU=Redmond,${LITWARE}`;
const executives = `OU=Executives,OU=Redmond,${LITWARE}`;
const crew = `CN=Crew,OU=Groups,${LITWARE}`;
const club = `CN=Club,OU=Groups,${LITWARE}`;
const user = {
  objectClass: ['top', 'person', 'organizationalPerson', 'user'],
  cn: 'Nia Novak',
  displayName: 'Nia Novak',
  objectGUID: 'GUID of Nia No. ',
  sAMAccountName: 'nianovak',
};

/** What a store says, but for how names are written, which is up to the server: their keys tell which they are. */
async function comparable(store: Store) {
  const { principals, edges } = await contentsOf(store);
  const rest = Object.values(principals).map(({ distinguishedName: _name, digest: _digest, ...said }) => said);
  return { principals: rest, edges };
}

describe('a sync with an LDAP server', () => {
  let slapd: PrivateSlapd;
  let store: Store;

  beforeAll(async () => {
    slapd = await startSampleSlapd();
    store = await openTestStore();
  });

  const sync = (): Promise<SyncResult> => syncNow(store, new LdapSource(settingsFor(slapd)));
  const nia = (): Promise<Principal> => store.read.findOneByOrFail(Principal, { logonKey: 'litwareinc\\nianovak' });

  /** The names of what leads to the user. */
  async function parents(kind: EdgeKind): Promise<string[]> {
    const edges = await store.read.findBy(PrincipalEdge, { kind, childId: (await nia()).id });
    const found = await Promise.all(
      edges.map(({ parentId }) => store.read.findOneByOrFail(Principal, { id: parentId })),
    );
    return found.map(({ displayName }) => displayName).sort();
  }

  async function afterChange(work: (client: Client) => Promise<unknown>): Promise<SyncResult> {
    await slapd.change(LITWARE, work);
    const result = await sync();
    expect(result.warnings).toEqual([]);
    expect(await sync()).toMatchObject(nothing);
    return result;
  }

  // In their order: each begins with what the one before left.
  it('stores what a sync with the LDIF stores', async () => {
    await sync();
    const other = await openTestStore();
    await syncNow(other, new LdifSource({ path: SAMPLE_DIRECTORY }));
    expect(await comparable(store)).toEqual(await comparable(other));
    expect(await sync()).toMatchObject(nothing);
  });

  it('brings who is added, and into which groups', async () => {
    const result = await afterChange(async (client) => {
      await client.add(`CN=Nia Novak,${itUnit}`, user);
      const member = `CN=Nia Novak,${itUnit}`;
      await client.add(crew, { objectClass: 'group', cn: 'Crew', objectGUID: 'GUID of the crew', member });
    });
    expect(result).toMatchObject({ ...nothing, added: 2, membershipsAdded: 1 });
    expect(await parents(EdgeKind.MEMBER)).toEqual(['Crew']);
    expect(await parents(EdgeKind.CONTAINS)).toEqual(['IT']);
  });

  it('keeps who is renamed', async () => {
    const { id } = await nia();
    const result = await afterChange(async (client) => {
      await client.modifyDN(`CN=Nia Novak,${itUnit}`, 'CN=Nia Weber');
      await client.modify(`CN=Nia Weber,${itUnit}`, replacing('displayName', 'Nia Weber'));
      await client.modify(crew, replacing('member', `CN=Nia Weber,${itUnit}`));
    });
    expect(result).toMatchObject({ ...nothing, changed: 1 });
    expect(await nia()).toMatchObject({ id, displayName: 'Nia Weber' });
    expect(await parents(EdgeKind.MEMBER)).toEqual(['Crew']);
  });

  it('follows who moves to another unit', async () => {
    const { id } = await nia();
    const result = await afterChange(async (client) => {
      await client.modifyDN(`CN=Nia Weber,${itUnit}`, `CN=Nia Weber,${executives}`);
      await client.modify(crew, replacing('member', `CN=Nia Weber,${executives}`));
    });
    expect(result).toMatchObject({ ...nothing, changed: 1, moved: 1 });
    expect((await nia()).id).toBe(id);
    expect(await parents(EdgeKind.CONTAINS)).toEqual(['Executives']);
  });

  it('nests groups, in a circle too', async () => {
    const result = await afterChange(async (client) => {
      await client.add(club, { objectClass: 'group', cn: 'Club', objectGUID: 'GUID of the club', member: crew });
      await client.modify(crew, replacing('member', club, `CN=Nia Weber,${executives}`));
    });
    expect(result).toMatchObject({ ...nothing, added: 1, membershipsAdded: 2 });
  });

  it('marks who is deleted, and brings back who returns', async () => {
    const { id } = await nia();
    const gone = await afterChange(async (client) => {
      await client.del(`CN=Nia Weber,${executives}`);
      await client.modify(crew, replacing('member', club));
    });
    expect(gone).toMatchObject({ ...nothing, missing: 1, membershipsRemoved: 1 });
    expect(await nia()).toMatchObject({ id, missing: true });

    const back = await afterChange(async (client) => {
      await client.add(`CN=Nia Novak,${itUnit}`, user);
      await client.modify(crew, replacing('member', club, `CN=Nia Novak,${itUnit}`));
    });
    expect(back).toMatchObject({ ...nothing, returned: 1, membershipsAdded: 1 });
    expect(await nia()).toMatchObject({ id, missing: false, displayName: 'Nia Novak' });
    expect(await parents(EdgeKind.MEMBER)).toEqual(['Crew']);
  });

  it('changes nothing where one of several servers is down', async () => {
    const contoso = await startContosoSlapd();
    const account = { user: `cn=manager,${CONTOSO}`, password: 'manage' };
    const both = () =>
      syncNow(
        store,
        new LdapSource(settingsFor(slapd)),
        new LdapSource(settingsFor(contoso, { name: 'contoso', attributeMap: openLdap, base: CONTOSO, account })),
      );
    expect(await both()).toMatchObject({ ...nothing, added: 5, membershipsAdded: 4, warnings: [] });
    const before = await contentsOf(store);

    await contoso.stop();
    await expect(both()).rejects.toThrow(
      /^No server of "contoso" could be asked: "ldap:\/\/127\.0\.0\.1:\d+" \(connect ECONNREFUSED/,
    );
    expect(await contentsOf(store)).toEqual(before);

    await contoso.run();
    expect(await both()).toMatchObject(nothing);
  });
});

function replacing(type: string, ...values: string[]): Change {
  return new Change({ operation: 'replace', modification: new Attribute({ type, values }) });
}
