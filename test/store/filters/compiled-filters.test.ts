import * as fc from 'fast-check';

import { rowsOf } from '../../../src/database/rows';
import { sql, type Sql } from '../../../src/database/sql';
import type { Store } from '../../../src/database/store';
import { syncNow } from '../../../src/directory/sync/sync-now';
import { principalComparison } from '../../../src/directory/filters/principal-comparison';
import { principalLdapFilter } from '../../../src/directory/filters/principal-ldap-filter';
import type { FilterTest } from '../../../src/filters/filter-expression';
import { Wildcard } from '../../../src/filters/text-pattern';
import { directoryOf, domain, guid, type TestEntry } from '../../support/directory';
import { type Evaluated, holds } from '../../support/filters/evaluate-filter';
import { filters, patterns } from '../../support/filters/filter-arbitrary';
import { printComparison, printLdapFilter } from '../../support/filters/print-filter';
import { openTestStore } from '../../support/store';

/** Characters that stores fold, order and match in ways of their own. */
const CHARACTERS = [
  'a',
  'A',
  'b',
  'e',
  'é',
  'É',
  'e\u0301',
  'ß',
  'İ',
  'Σ',
  '\u{1F600}',
  '\uFFFD',
  '%',
  '_',
  '!',
  '\\',
  '*',
  '?',
  '[',
  "'",
  ' ',
];
const NAMES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
const KEPT = ['title', 'department', 'groupType'];

/** Some of them often the same. */
const text = fc.oneof(
  fc.constantFrom('a', 'é', 'b%'),
  fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 4 }),
);
/** Whole numbers that have bits, and what looks like some but isn't. */
const number = fc.oneof(
  fc.constantFrom('0', '2', '512', '514', '-2147483646', '9223372036854775807', '-9223372036854775808'),
  fc.constantFrom('9223372036854775808', '99999999999999999999', '-0', '007', '+2', ' 2', '2.5', '2e3', '0x2', 'two'),
  fc.maxSafeInteger().map(String),
);
const bits = fc.oneof(fc.constantFrom(0, 2, 514, -2, -2147483648, 2147483648), fc.maxSafeInteger());
const dnOf = (name: string) => `CN=${name},${domain}`;

interface Described {
  name: string;
  isGroup: boolean;
  displayName: string;
  sip: string | null;
  logon: string | null;
  disabled: boolean;
  titles: string[];
  department: string | null;
  groupTypes: string[];
  site: string | null;
  members: string[];
}

const organisation: fc.Arbitrary<Described[]> = fc
  .tuple(
    ...NAMES.map((name) =>
      fc.record({
        name: fc.constant(name),
        isGroup: fc.boolean(),
        displayName: text,
        sip: fc.option(text),
        logon: fc.option(text),
        disabled: fc.boolean(),
        titles: fc.array(text, { maxLength: 2 }),
        department: fc.option(text),
        groupTypes: fc.array(number, { maxLength: 2 }),
        site: fc.option(text),
        members: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3 }),
      }),
    ),
  )
  .map((described) =>
    described.map((each) => ({
      ...each,
      members: each.isGroup ? each.members.filter((member) => member !== each.name) : [],
    })),
  );

function entryOf(described: Described, number: number): TestEntry {
  return {
    dn: dnOf(described.name),
    objectClass: described.isGroup ? 'group' : 'user',
    objectGUID: guid(number),
    displayName: described.displayName,
    'msRTCSIP-PrimaryUserAddress': described.sip && `sip:${described.sip}`,
    sAMAccountName: described.logon,
    userAccountControl: described.disabled ? '514' : '512',
    title: described.titles,
    department: described.department,
    groupType: described.groupTypes,
    physicalDeliveryOfficeName: described.site,
    member: described.members.map(dnOf),
  };
}

function evaluated(described: Described, all: readonly Described[]): Evaluated {
  const groupsOf = (name: string) => all.filter(({ members }) => members.includes(name)).map((group) => group.name);
  const values: Record<string, (string | null)[]> = {
    displayname: [described.displayName],
    sipaddress: [described.sip && `sip:${described.sip}`],
    samaccountname: [described.logon],
    enabled: [String(described.isGroup || !described.disabled)],
    objectclass: [described.isGroup ? 'group' : 'user'],
    title: described.titles,
    department: [described.department],
    grouptype: described.groupTypes,
    site: [described.isGroup ? null : described.site],
    physicaldeliveryofficename: [described.isGroup ? null : described.site],
    useraccountcontrol: described.isGroup ? [] : [described.disabled ? '514' : '512'],
    memberof: groupsOf(described.name).map(dnOf),
  };
  const reached = new Set(groupsOf(described.name));
  for (const group of reached) groupsOf(group).forEach((each) => reached.add(each));
  return {
    values: (attribute) => values[attribute.toLowerCase()]!.filter((value) => value !== null),
    reached: () => Array.from(reached, dnOf),
  };
}

const comparison = (...operators: ('eq' | 'gt' | 'ge' | 'lt' | 'le')[]): fc.Arbitrary<FilterTest> =>
  fc.record({ operator: fc.constantFrom(...operators), value: text });
const like = (...wildcards: Wildcard[]): fc.Arbitrary<FilterTest> =>
  fc.record({ operator: fc.constant('like'), pattern: patterns(text, wildcards) });
const present: fc.Arbitrary<FilterTest> = fc.constant({ operator: 'present' });
const oneOf = (...values: (string | boolean)[]): fc.Arbitrary<FilterTest> =>
  fc.record({ operator: fc.constant('eq'), value: fc.constantFrom(...values) });

const comparisons = filters(
  ['DisplayName', 'SipAddress', 'SamAccountName', 'Site', 'Enabled', 'ObjectClass'],
  (attribute) => {
    if (attribute === 'Enabled') return oneOf(true, false);
    if (attribute === 'ObjectClass') return oneOf('user', 'Group', 'contact');
    return fc.oneof(comparison('eq', 'gt', 'ge', 'lt', 'le'), like(Wildcard.ANY, Wildcard.ONE), present);
  },
  2,
);

const bitTest = (values: fc.Arbitrary<number>): fc.Arbitrary<FilterTest> =>
  fc.record({ operator: fc.constantFrom('allBits' as const, 'anyBits' as const), bits: values });

const ldapFilters = filters(
  [
    'displayName',
    'sAMAccountName',
    'title',
    'department',
    'groupType',
    'userAccountControl',
    'physicalDeliveryOfficeName',
    'enabled',
    'objectClass',
    'memberOf',
  ],
  (attribute) => {
    if (attribute === 'userAccountControl') return bitTest(fc.constant(2));
    if (attribute === 'groupType') return fc.oneof(bitTest(bits), comparison('eq'), present);
    if (attribute === 'enabled') return oneOf('TRUE', 'FALSE');
    if (attribute === 'objectClass') return fc.oneof(oneOf('user', 'Group', 'computer'), present);
    if (attribute !== 'memberOf') return fc.oneof(comparison('eq', 'ge', 'le'), like(Wildcard.ANY), present);
    const name = fc.constantFrom(...NAMES, 'none').map(dnOf);
    return fc.oneof(fc.record({ operator: fc.constantFrom('eq' as const, 'inChain' as const), value: name }), present);
  },
  0,
);

describe('a compiled filter', () => {
  let store: Store;

  beforeAll(async () => {
    store = await openTestStore();
  });

  async function found(condition: Sql): Promise<string[]> {
    const rows = await rowsOf(
      store.read,
      sql`SELECT principal.guid FROM principals principal WHERE ${condition} AND principal.guid <> ${guid(99)} ORDER BY principal.guid`,
    );
    return rows.map((row) => NAMES[parseInt((row.guid as string).slice(-2), 16)]!);
  }

  it('finds what an evaluation in memory finds, in either language', async () => {
    await fc.assert(
      fc.asyncProperty(
        organisation,
        fc.array(comparisons, { minLength: 25, maxLength: 25 }),
        fc.array(ldapFilters, { minLength: 25, maxLength: 25 }),
        async (described, someComparisons, someLdapFilters) => {
          const source = directoryOf([
            ...described.map(entryOf),
            { dn: domain, objectClass: 'domainDNS', objectGUID: guid(99) },
          ]);
          await syncNow(store, {
            ...source,
            attributeMap: { ...source.attributeMap, kept: KEPT },
          });
          const expected = (filter: Parameters<typeof holds>[0]) =>
            described.filter((each) => holds(filter, evaluated(each, described))).map(({ name }) => name);
          for (const filter of someComparisons) {
            const written = printComparison(filter);
            expect([written, await found(principalComparison(written, 'filter', []))]).toEqual([
              written,
              expected(filter),
            ]);
          }
          for (const filter of someLdapFilters) {
            const written = printLdapFilter(filter);
            expect([written, await found(principalLdapFilter(written, 'ldapFilter', KEPT))]).toEqual([
              written,
              expected(filter),
            ]);
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});
