import { Attribute, Change, type Client } from 'ldapts';

import type { Store } from '../../../src/database/store';
import { type DirectorySyncResult, DirectorySyncService } from '../../../src/directory/directory-sync.service';
import { LdapSource } from '../../../src/directory/ldap/ldap-source';
import { LdifSource } from '../../../src/directory/ldif/ldif-source';
import { openLdap } from '../../../src/directory/open-ldap';
import { EdgeKind, PrincipalEdge } from '../../../src/directory/principal-edge.entity';
import { Principal } from '../../../src/directory/principal.entity';
import { SAMPLE_DIRECTORY } from '../../../src/sample/sample-organisation';
import { CONTOSO, startContosoSlapd } from '../../support/ldap/contoso-slapd';
import type { PrivateSlapd } from '../../support/ldap/private-slapd';
import { LITWARE, startSampleSlapd } from '../../support/ldap/sample-slapd';
import { settingsFor } from '../../support/ldap/settings';
import { openTestStore } from '../../support/store';

const nothing = { added: 0, changed: 0, missing: 0, returned: 0, edgesAdded: 0, edgesRemoved: 0 };
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

/** Every principal, and every edge by the GUIDs of its ends. */
async function contents({ read }: Store) {
  const principals = await read.find(Principal, { order: { guid: 'ASC' } });
  const guids = new Map(principals.map(({ id, guid }) => [id, guid]));
  const edges = await read.find(PrincipalEdge);
  return {
    // How a name is written is up to the server: its key tells which it is.
    principals: principals.map(({ id: _id, distinguishedName: _name, ...rest }) => rest),
    edges: edges.map(({ kind, parentId, childId }) => `${kind} ${guids.get(parentId)} ${guids.get(childId)}`).sort(),
  };
}

describe('a sync with an LDAP server', () => {
  let slapd: PrivateSlapd;
  let store: Store;
  let service: DirectorySyncService;

  beforeAll(async () => {
    slapd = await startSampleSlapd();
    store = await openTestStore();
    service = new DirectorySyncService(store);
  });

  const sync = (): Promise<DirectorySyncResult> => service.sync(new LdapSource(settingsFor(slapd)));
  const nia = (): Promise<Principal> => store.read.findOneByOrFail(Principal, { logonKey: 'litwareinc\\nianovak' });

  /** The names of what leads to the user. */
  async function parents(kind: EdgeKind): Promise<string[]> {
    const edges = await store.read.findBy(PrincipalEdge, { kind, childId: (await nia()).id });
    const found = await Promise.all(
      edges.map(({ parentId }) => store.read.findOneByOrFail(Principal, { id: parentId })),
    );
    return found.map(({ displayName }) => displayName).sort();
  }

  async function afterChange(work: (client: Client) => Promise<unknown>): Promise<DirectorySyncResult> {
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
    await new DirectorySyncService(other).sync(new LdifSource(SAMPLE_DIRECTORY));
    expect(await contents(store)).toEqual(await contents(other));
    expect(await sync()).toMatchObject(nothing);
  });

  it('brings who is added, and into which groups', async () => {
    const result = await afterChange(async (client) => {
      await client.add(`CN=Nia Novak,${itUnit}`, user);
      const member = `CN=Nia Novak,${itUnit}`;
      await client.add(crew, { objectClass: 'group', cn: 'Crew', objectGUID: 'GUID of the crew', member });
    });
    expect(result).toMatchObject({ ...nothing, added: 2, edgesAdded: 3 });
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
    expect(result).toMatchObject({ ...nothing, changed: 1, edgesAdded: 1, edgesRemoved: 1 });
    expect((await nia()).id).toBe(id);
    expect(await parents(EdgeKind.CONTAINS)).toEqual(['Executives']);
  });

  it('nests groups, in a circle too', async () => {
    const result = await afterChange(async (client) => {
      await client.add(club, { objectClass: 'group', cn: 'Club', objectGUID: 'GUID of the club', member: crew });
      await client.modify(crew, replacing('member', club, `CN=Nia Weber,${executives}`));
    });
    expect(result).toMatchObject({ ...nothing, added: 1, edgesAdded: 3 });
  });

  it('marks who is deleted, and brings back who returns', async () => {
    const { id } = await nia();
    const gone = await afterChange(async (client) => {
      await client.del(`CN=Nia Weber,${executives}`);
      await client.modify(crew, replacing('member', club));
    });
    expect(gone).toMatchObject({ ...nothing, missing: 1, edgesRemoved: 2 });
    expect(await nia()).toMatchObject({ id, missing: true });

    const back = await afterChange(async (client) => {
      await client.add(`CN=Nia Novak,${itUnit}`, user);
      await client.modify(crew, replacing('member', club, `CN=Nia Novak,${itUnit}`));
    });
    expect(back).toMatchObject({ ...nothing, returned: 1, edgesAdded: 2 });
    expect(await nia()).toMatchObject({ id, missing: false, displayName: 'Nia Novak' });
    expect(await parents(EdgeKind.MEMBER)).toEqual(['Crew']);
  });

  it('changes nothing where one of several servers is down', async () => {
    const contoso = await startContosoSlapd();
    const account = { user: `cn=manager,${CONTOSO}`, password: 'manage' };
    const both = () =>
      service.sync(
        new LdapSource(settingsFor(slapd)),
        new LdapSource(settingsFor(contoso, { name: 'contoso', attributeMap: openLdap, base: CONTOSO, account })),
      );
    expect(await both()).toMatchObject({ ...nothing, added: 5, edgesAdded: 8, warnings: [] });
    const before = await contents(store);

    await contoso.stop();
    await expect(both()).rejects.toThrow(
      /^No server of "contoso" could be asked: "ldap:\/\/127\.0\.0\.1:\d+" \(connect ECONNREFUSED/,
    );
    expect(await contents(store)).toEqual(before);

    await contoso.run();
    expect(await both()).toMatchObject(nothing);
  });
});

function replacing(type: string, ...values: string[]): Change {
  return new Change({ operation: 'replace', modification: new Attribute({ type, values }) });
}
