import { LdapSource } from '../../../../src/directory/ldap/ldap-source';
import { openLdap } from '../../../../src/directory/open-ldap';
import { FakeLdapServer, type Search } from '../../../support/ldap/fake-ldap-server';
import { ReadSince } from '../../../support/ldap/read-since';
import { settingsFor } from '../../../support/ldap/settings';

const SYNC = '1.3.6.1.4.1.4203.1.9.1.1';
const PAGED = '1.2.840.113556.1.4.319';
const base = 'dc=contoso,dc=com';
const guid = (number: number) => `00000000-0000-0000-0000-${String(number).padStart(12, '0')}`;

interface Person {
  number: number;
  /** Of the last change. */
  [stamp: string]: string | number;
}

/** A server with a few people, which says what it is told of how it stamps its changes. */
async function serve(people: Person[], told: { contextCSN?: string[]; supportedControl?: string[] } = {}) {
  const server = await FakeLdapServer.start(({ base: asked, filter, attributes }: Search, answers) => {
    const named = (number: number) => `uid=${number},${base}`;
    const found = people.filter(({ number }) => asked === base || asked === named(number));
    if (asked === '') answers.entry('', { namingContexts: [base], supportedControl: told.supportedControl ?? [] });
    else if (attributes.includes('contextCSN')) answers.entry(base, { contextCSN: told.contextCSN ?? [] });
    else if (filter === '(objectClass=*)') {
      for (const { number, ...stamps } of found) {
        answers.entry(named(number), {
          objectClass: ['inetOrgPerson'],
          entryUUID: [guid(number)],
          ...Object.fromEntries(Object.entries(stamps).map(([name, value]) => [name, [String(value)]])),
        });
      }
    }
    answers.end();
  });
  const others = { kind: 'openldap' as const, attributeMap: openLdap, base };
  return { server, source: new LdapSource(settingsFor(server, others)) };
}

const stampOf = (minute: number, server = '000') => `2026112221${minute}01.000000Z#000000#${server}#000000`;

describe('an OpenLDAP', () => {
  it('is asked for nothing but its contextCSN where that is as it was', async () => {
    const told = { contextCSN: [stampOf(10), stampOf(12, '001')], supportedControl: [SYNC] };
    const { server, source } = await serve([{ number: 1, entryCSN: stampOf(10) }], told);
    const first = await ReadSince.from(source);
    const before = server.searches.length;
    // In any order.
    told.contextCSN.reverse();
    const now = await ReadSince.from(source, first);
    expect([now.names, now.vanished]).toEqual([[], []]);
    expect(server.searches.slice(before).map(({ base: asked, attributes }) => [asked, attributes])).toEqual([
      ['', ['supportedControl']],
      ['', ['namingContexts']],
      [base, ['contextCSN']],
    ]);
  });

  it('has changed what each of its servers stamped later than it had before', async () => {
    const told = { contextCSN: [stampOf(10), stampOf(20, '001')], supportedControl: [SYNC] };
    const people: Person[] = [
      { number: 1, entryCSN: stampOf(10) },
      { number: 2, entryCSN: stampOf(15) },
      { number: 3, entryCSN: stampOf(20, '001') },
      { number: 4, entryCSN: stampOf(11, '002') },
      { number: 5 },
    ];
    const { source } = await serve(people, told);
    const first = await ReadSince.from(source);
    told.contextCSN = [stampOf(15), stampOf(20, '001'), stampOf(11, '002')];
    expect((await ReadSince.from(source, first)).names).toEqual([`uid=2,${base}`, `uid=4,${base}`, `uid=5,${base}`]);
  });

  it('has changed what its modifyTimestamp tells where it has nothing better, and a minute more', async () => {
    const people: Person[] = [
      { number: 1, modifyTimestamp: '20261122210700Z' },
      { number: 2, modifyTimestamp: '20261122210901Z' },
      { number: 3, modifyTimestamp: '20261122210959Z' },
      { number: 4, modifyTimestamp: '20261122211001Z' },
    ];
    const { source } = await serve(people);
    const first = await ReadSince.from(source);
    people.push({ number: 5, modifyTimestamp: '20261122213000Z' });
    const second = await ReadSince.from(source, first);
    const recent = [2, 3, 4, 5].map((number) => `uid=${number},${base}`);
    expect([second.whole, second.names]).toEqual([false, recent]);
    const third = await ReadSince.from(source, second);
    expect(third.names).toEqual(recent);
    expect((await ReadSince.from(source, third)).names).toEqual([`uid=5,${base}`]);
  });

  it('is read whole where more changed than is worth looking for the groups of', async () => {
    const told = { contextCSN: [stampOf(10)], supportedControl: [SYNC] };
    const people: Person[] = Array.from({ length: 51 }, (_, number) => ({ number, entryCSN: stampOf(10) }));
    const { server, source } = await serve(people, told);
    const first = await ReadSince.from(source);
    told.contextCSN = [stampOf(20)];
    for (const person of people) person.entryCSN = stampOf(20);
    const before = server.searches.length;
    const now = await ReadSince.from(source, first);
    expect([now.whole, now.names.length]).toEqual([true, 51]);
    expect(server.searches.slice(before).filter(({ filter }) => filter.includes('member'))).toEqual([]);
    people[50]!.entryCSN = stampOf(10);
    expect((await ReadSince.from(source, first)).whole).toBe(false);
  });

  it('that tells no stamps at all is always read whole', async () => {
    const { source } = await serve([{ number: 1 }]);
    const first = await ReadSince.from(source);
    expect(first.mark).toBeNull();
  });

  it('is asked by no filter in pages, of which an empty one would be taken for the last', async () => {
    const people: Person[] = [{ number: 1, modifyTimestamp: '20261122211001Z' }];
    const { server, source } = await serve(people);
    await ReadSince.from(source, await ReadSince.from(source));
    const filtered = server.searches.filter(({ filter }) => filter !== '(objectClass=*)');
    expect(filtered.map(({ filter, controls }) => [filter, controls.has(PAGED)])).toEqual([
      [`(|(member=uid=1,${base})(uniqueMember=uid=1,${base}))`, false],
    ]);
  });
});
