import { Attribute, Change, type Client } from 'ldapts';

import type { LdapSettings } from '../../../../src/directory/ldap/ldap-settings';
import { LdapSource } from '../../../../src/directory/ldap/ldap-source';
import { openLdap } from '../../../../src/directory/open-ldap';
import { CONTOSO, startContosoSlapd } from '../../../support/ldap/contoso-slapd';
import type { PrivateSlapd } from '../../../support/ldap/private-slapd';
import { ReadSince } from '../../../support/ldap/read-since';
import { settingsFor } from '../../../support/ldap/settings';

const OLD = '20200101000000.000000Z#000000#000#000000';
const LAST = '20200201000000.000000Z#000000#000#000000';
const DAY_MS = 24 * 60 * 60 * 1000;
const people = `ou=people,${CONTOSO}`;

const entry = (dn: string, uuid: number, lines: string, stamp = OLD): string =>
  `dn: ${dn}\nentryUUID: ${guid(uuid)}\nentryCSN: ${stamp}\n${lines}\n`;
const person = (uid: string) => `objectClass: inetOrgPerson\nuid: ${uid}\ncn: ${uid}\nsn: ${uid}\n`;
const guid = (number: number): string => `00000000-0000-0000-0000-${String(number).padStart(12, '0')}`;

const organisation = [
  entry(
    CONTOSO,
    1,
    `objectClass: dcObject\nobjectClass: organization\ndc: contoso\no: Contoso\ncontextCSN: ${LAST}\n`,
    LAST,
  ),
  entry(people, 2, 'objectClass: organizationalUnit\nou: people\n'),
  ...['ann', 'bob', 'cid'].map((uid, i) => entry(`uid=${uid},${people}`, 3 + i, person(uid))),
  entry(`cn=crew,${CONTOSO}`, 6, `objectClass: groupOfNames\ncn: crew\nmember: uid=ann,${people}\n`),
].join('\n');

const ways = {
  contextCSN: { global: ['moduleload syncprov'], each: ['overlay syncprov'] },
  // The stamp of the whole that the entries came with is not trusted: nobody keeps it.
  stamps: { global: [], each: [] },
};

const start = (way: keyof typeof ways, overlays: { global: string[]; each: string[] } = { global: [], each: [] }) =>
  startContosoSlapd({
    databases: { [CONTOSO]: organisation },
    global: [...ways[way].global, ...overlays.global],
    each: [...overlays.each, ...ways[way].each],
  });

const sourceAt = (slapd: PrivateSlapd, others: Partial<LdapSettings> = {}) =>
  new LdapSource(
    settingsFor(slapd, {
      name: 'contoso',
      kind: 'openldap',
      attributeMap: openLdap,
      base: CONTOSO,
      account: { user: `cn=manager,${CONTOSO}`, password: 'manage' },
      pageSize: 2,
      ...others,
    }),
  );

const replacing = (type: string, value: string) =>
  new Change({ operation: 'replace', modification: new Attribute({ type, values: [value] }) });

describe.each(Object.keys(ways) as (keyof typeof ways)[])('an OpenLDAP read by its %s', (way) => {
  let slapd: PrivateSlapd;
  let source: LdapSource;
  let first: ReadSince;

  beforeEach(async () => {
    slapd = await start(way);
    source = sourceAt(slapd);
    first = await ReadSince.from(source);
  });

  afterEach(() => slapd.stop());

  /** What comes after a change; by stamps, the last that changed before comes again, for others might have its second. */
  async function after(work: (client: Client) => Promise<unknown>, before = first): Promise<ReadSince> {
    await slapd.change(CONTOSO, work);
    const now = await ReadSince.from(source, before);
    expect(now.whole).toBe(false);
    return now;
  }
  const changed = (...names: string[]) => (way === 'stamps' ? [...names, CONTOSO].sort() : names.sort());

  it('is read whole at first, and then nothing of it where nothing changed', async () => {
    expect(first).toMatchObject({ whole: true, mark: expect.stringContaining(`"by":"${way}"`) });
    expect(first.names).toHaveLength(6);
    const now = await after(async () => undefined);
    expect(now.names).toEqual(changed());
    expect(now.vanished).toEqual([]);
    expect(now.mark).toContain(`"by":"${way}"`);
  });

  it('tells who came, who changed and who left', async () => {
    const now = await after(async (client) => {
      await client.add(`uid=dan,${people}`, { objectClass: 'inetOrgPerson', uid: 'dan', cn: 'Dan', sn: 'Dan' });
      await client.modify(`uid=bob,${people}`, replacing('mail', 'bob@contoso.com'));
      await client.del(`uid=cid,${people}`);
    });
    expect(now.names).toEqual(changed(`uid=bob,${people}`, `uid=dan,${people}`));
    expect(now.entry(`uid=bob,${people}`)!.text('mail')).toBe('bob@contoso.com');
    expect(now.vanished).toEqual([guid(5)]);
    const next = await after((client) => client.del(`uid=dan,${people}`), now);
    expect(next.vanished).toEqual([expect.stringMatching(/^[\da-f-]{36}$/)]);
  });

  it('tells who is called otherwise, and who comes to stand elsewhere', async () => {
    const now = await after(async (client) => {
      await client.modifyDN(`uid=bob,${people}`, `uid=rob,${people}`);
      await client.modifyDN(`uid=cid,${people}`, `uid=cid,${CONTOSO}`);
    });
    expect(now.names).toEqual(changed(`uid=cid,${CONTOSO}`, `uid=rob,${people}`));
    expect(now.entry(`uid=rob,${people}`)!.text('entryUUID')).toBe(guid(4));
    expect(now.vanished).toEqual([]);
  });

  it('tells what stands below a container that moved', async () => {
    const moved = `ou=guests\\; \\"and\\" others,${CONTOSO}`;
    const now = await after(async (client) => client.modifyDN(people, moved));
    expect(now.names).toEqual(changed('ou=guests; "and" others,dc=contoso,dc=com'));
    const reading = await source.open(first.mark);
    const below: string[] = [];
    for await (const { name } of reading.below(moved)) below.push(name.firstValue);
    await reading.close();
    expect(below.sort()).toEqual(['ann', 'bob', 'cid']);
  });

  it('tells everybody of a group of which one came', async () => {
    const crew = `cn=crew,${CONTOSO}`;
    const now = await after((client) =>
      client.modify(
        crew,
        new Change({
          operation: 'add',
          modification: new Attribute({ type: 'member', values: [`uid=bob,${people}`] }),
        }),
      ),
    );
    expect(now.names).toEqual(changed(crew));
    expect(now.entry(crew)!.texts('member')).toEqual([`uid=ann,${people}`, `uid=bob,${people}`]);
  });

  it('goes on from where an incremental reading ended', async () => {
    const rename = (mail: string) => (client: Client) => client.modify(`uid=bob,${people}`, replacing('mail', mail));
    const second = await after(rename('b@contoso.com'));
    const third = await after(rename('rob@contoso.com'), second);
    expect(third.entry(`uid=bob,${people}`)!.text('mail')).toBe('rob@contoso.com');
    expect(third.names).toEqual(changed(`uid=bob,${people}`));
  });

  it('has the last seen twice where they come by their stamps, lest one be missed that changed meanwhile', async () => {
    const second = await after((client) => client.modify(`uid=bob,${people}`, replacing('mail', 'b@contoso.com')));
    const third = await after(async () => undefined, second);
    const fourth = await after(async () => undefined, third);
    expect(third.names).toEqual(way === 'stamps' ? [CONTOSO, `uid=bob,${people}`] : []);
    expect(fourth.names).toEqual(way === 'stamps' ? [`uid=bob,${people}`] : []);
  });

  it.each<[string, (mark: Record<string, unknown>) => unknown, Partial<LdapSettings>]>([
    ['is a month old', (mark) => ({ ...mark, at: new Date(Date.now() - 31 * DAY_MS).toISOString() }), {}],
    ['is of another way to tell', (mark) => ({ ...mark, by: 'usn' }), {}],
    ['is no mark', () => 'nonsense', {}],
    ['is for another base', (mark) => mark, { base: people }],
    ['is of another account', (mark) => mark, { account: { user: `CN=manager,${CONTOSO}`, password: 'manage' } }],
    ['is for other attributes', (mark) => mark, { attributeMap: { ...openLdap, kept: ['title'] } }],
  ])('is read whole where the mark %s', async (_, alter, others) => {
    const mark = JSON.stringify(alter(JSON.parse(first.mark!) as Record<string, unknown>));
    expect(await ReadSince.from(sourceAt(slapd, others), { mark })).toMatchObject({
      whole: true,
      mark: expect.stringContaining(`"by":"${way}"`),
    });
  });

  it('is still read by a mark that is 29 days old', async () => {
    const at = new Date(Date.now() - 29 * DAY_MS).toISOString();
    const mark = JSON.stringify({ ...(JSON.parse(first.mark!) as object), at });
    expect((await ReadSince.from(source, { mark })).whole).toBe(false);
  });

  it('tells the group that lists somebody by a new name, though the group was not changed by anybody', async () => {
    const overlays = { global: ['moduleload refint'], each: ['overlay refint', 'refint_attributes member'] };
    await slapd.stop();
    slapd = await start(way, overlays);
    source = sourceAt(slapd);
    first = await ReadSince.from(source);
    const renamed = `uid=anna,${people}`;
    await slapd.change(CONTOSO, async (client) => {
      await client.modifyDN(`uid=ann,${people}`, renamed);
      // refint comes after the answer.
      const group = () => client.search(`cn=crew,${CONTOSO}`, { scope: 'base' });
      while ((await group()).searchEntries[0]!.member !== renamed);
    });
    const now = await after(async () => undefined);
    expect(now.names).toEqual(changed(`cn=crew,${CONTOSO}`, renamed));
    expect(now.entry(`cn=crew,${CONTOSO}`)!.texts('member')).toEqual([renamed]);
  });
});

describe('a mark', () => {
  it('of a server that was ahead of this one has all read', async () => {
    const slapd = await start('contextCSN');
    const { mark } = await ReadSince.from(sourceAt(slapd));
    const ahead = mark!.replace(LAST, LAST.replace('2020', '2021'));
    const ofAnother = mark!.replace(LAST, `${LAST} ${LAST.replace('#000#', '#001#')}`);
    const behind = mark!.replace(LAST, OLD);
    const wholes = [ahead, ofAnother, behind].map(
      async (each) => (await ReadSince.from(sourceAt(slapd), { mark: each })).whole,
    );
    expect(await Promise.all(wholes)).toEqual([true, true, false]);
  });

  it('made of the stamps of another server has all read', async () => {
    const slapd = await start('stamps');
    const { mark } = await ReadSince.from(sourceAt(slapd));
    const elsewhere = mark!.replace(slapd.url, 'ldap://other.contoso.com');
    expect((await ReadSince.from(sourceAt(slapd), { mark: elsewhere })).whole).toBe(true);
  });
});
