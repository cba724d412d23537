import * as fc from 'fast-check';
import { Client } from 'ldapts';

import type { AttributeMap } from '../../../src/directory/attribute-map';
import { rowsOf } from '../../../src/database/rows';
import { sql } from '../../../src/database/sql';
import type { Store } from '../../../src/database/store';
import { syncNow } from '../../../src/directory/sync/sync-now';
import { principalLdapFilter } from '../../../src/directory/filters/principal-ldap-filter';
import { PrincipalKind } from '../../../src/directory/principal.entity';
import type { FilterExpression, FilterTest } from '../../../src/filters/filter-expression';
import { type TextPattern, Wildcard } from '../../../src/filters/text-pattern';
import { directoryOf, guid, type TestEntry } from '../../support/directory';
import { filters, patterns } from '../../support/filters/filter-arbitrary';
import { printLdapFilter } from '../../support/filters/print-filter';
import { PrivateSlapd } from '../../support/ldap/private-slapd';
import { openTestStore } from '../../support/store';

const SUFFIX = 'dc=litwareinc,dc=com';
const KEPT = ['cn', 'sn', 'title', 'mail', 'departmentNumber', 'description', 'shadowFlag'];

/** Texts of ASCII without blanks at their ends or side by side: how those count, servers decide for themselves. */
const word = fc.string({ unit: fc.constantFrom(...'aAbBeE1%_!?&|=<>~:;,.+-#"\'()*\\/'), minLength: 1, maxLength: 3 });
const text = fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' '));
const flags = fc.oneof(fc.constantFrom(0, 2, 3, 514), fc.integer());
const mail = fc.string({ unit: fc.constantFrom(...'aAbBeE1'), minLength: 1, maxLength: 4 });

interface Person {
  cn: string[];
  sn: string;
  title: string[];
  description: string[];
  departmentNumber: string | null;
  mail: string | null;
  shadowFlag: number | null;
  displayName: string;
}

/** A server keeps values that differ in nothing but case once. */
const values = (maxLength: number, minLength = 0) =>
  fc.uniqueArray(text, { minLength, maxLength, selector: (each) => each.toLowerCase() });

const people = fc.sample<Person>(
  fc.record({
    cn: values(2, 1),
    sn: text,
    title: values(2),
    description: values(2),
    departmentNumber: fc.option(text),
    mail: fc.option(mail),
    shadowFlag: fc.option(flags),
    displayName: text,
  }),
  { numRuns: 120, seed: 3 },
);

const attributesOf = (person: Person) => ({
  ...person,
  title: person.title,
  departmentNumber: person.departmentNumber ?? [],
  mail: person.mail ?? [],
  shadowFlag: person.shadowFlag === null ? [] : String(person.shadowFlag),
});

const dnOf = (i: number) => `uid=u${i},${SUFFIX}`;

function ldif(): string {
  const base64 = (value: string) => Buffer.from(value).toString('base64');
  const entries = people.map((person, i) => {
    const lines = Object.entries(attributesOf(person)).flatMap(([name, given]) =>
      [given].flat().map((value) => `${name}:: ${base64(value)}`),
    );
    const classes = ['objectClass: inetOrgPerson', 'objectClass: shadowAccount'];
    return [`dn: ${dnOf(i)}`, ...classes, `uid: u${i}`, ...lines].join('\n');
  });
  const top = `dn: ${SUFFIX}\nobjectClass: dcObject\nobjectClass: organization\ndc: litwareinc\no: Litware`;
  return `${[top, ...entries].join('\n\n')}\n`;
}

/** An empty value, and nothing between two asterisks, are undefined there, and so are their negations. */
const isDefined = (pattern: TextPattern) =>
  pattern.length > 0 && pattern.every((part, i) => part !== Wildcard.ANY || pattern[i + 1] !== Wildcard.ANY);

const condition = (attribute: string): fc.Arbitrary<FilterTest> => {
  if (attribute === 'shadowFlag') {
    const rule = fc.constantFrom('allBits' as const, 'anyBits' as const);
    return fc.oneof(
      fc.record({ operator: rule, bits: flags }),
      fc.record({ operator: fc.constant('eq' as const), value: flags.map(String) }),
      fc.constant({ operator: 'present' as const }),
    );
  }
  const known = people.flatMap(
    (person) => (attributesOf(person) as Record<string, string | string[]>)[attribute] ?? [],
  );
  const value =
    attribute === 'uid'
      ? fc.constantFrom('u1', 'U2', 'none')
      : fc.oneof(fc.constantFrom(...known), attribute === 'mail' ? mail : text);
  const part = attribute === 'mail' ? mail : word;
  return fc.oneof<fc.Arbitrary<FilterTest>[]>(
    fc.record({ operator: fc.constant('eq'), value }),
    fc.record({ operator: fc.constant('like'), pattern: patterns(part, [Wildcard.ANY]).filter(isDefined) }),
    fc.constant({ operator: 'present' }),
  );
};

const attributes = ['uid', 'displayName', ...KEPT];

/** What a compiler may merge, and what it must not: many conditions of one attribute. */
const crowds = fc
  .record({
    conditions: fc.constantFrom(...attributes).chain((attribute) =>
      fc.array(
        condition(attribute).map((test): FilterExpression => ({
          type: 'condition',
          attribute,
          test,
          at: { attribute: 0, value: 0 },
        })),
        { minLength: 20, maxLength: 100 },
      ),
    ),
    shape: fc.constantFrom('or', 'not or', 'and not', 'or not', 'and'),
  })
  .map(({ conditions, shape }): FilterExpression => {
    const negations = conditions.map((operand): FilterExpression => ({ type: 'not', operand }));
    switch (shape) {
      case 'or':
        return { type: 'or', operands: conditions };
      case 'not or':
        return { type: 'not', operand: { type: 'or', operands: conditions } };
      case 'and not':
        return { type: 'and', operands: negations };
      case 'or not':
        return { type: 'or', operands: negations };
      default:
        return { type: 'and', operands: conditions.slice(0, 3) };
    }
  });

const written = [
  ...fc.sample(filters(attributes, condition, 1), { numRuns: 400, seed: 7 }),
  ...fc.sample(crowds, { numRuns: 100, seed: 11 }),
].map(printLdapFilter);

describe('an LDAP filter', () => {
  let store: Store;
  let server: PrivateSlapd;

  beforeAll(async () => {
    store = await openTestStore();
    const entries = people.map((person, i): TestEntry => ({
      dn: dnOf(i),
      objectClass: 'inetOrgPerson',
      objectGUID: guid(i),
      uid: `u${i}`,
      ...attributesOf(person),
    }));
    const source = directoryOf(entries);
    const attributeMap: AttributeMap = {
      ...source.attributeMap,
      kinds: [['inetOrgPerson', PrincipalKind.USER]],
      logonName: 'uid',
      kept: KEPT,
    };
    await syncNow(store, { ...source, attributeMap });
    const schemas = ['core', 'cosine', 'inetorgperson', 'nis'].map((name) => `include /etc/ldap/schema/${name}.schema`);
    server = await PrivateSlapd.start({ global: schemas, databases: { [SUFFIX]: ldif() } });
  });

  it('finds what slapd finds: equality, substrings, presence, bits, and, or, not', async () => {
    let all = 0;
    await server.change(SUFFIX, async (client: Client) => {
      for (const filter of written) {
        const { searchEntries } = await client.search(SUFFIX, {
          filter: `(&(objectClass=inetOrgPerson)${filter})`,
          attributes: ['uid'],
        });
        const theirs = searchEntries.map(({ uid }) => Number((uid as string).slice(1))).sort((a, b) => a - b);
        const condition = principalLdapFilter(filter, 'ldapFilter', KEPT);
        const rows = await rowsOf(
          store.read,
          sql`SELECT principal.guid FROM principals principal WHERE ${condition} ORDER BY principal.guid`,
        );
        expect([filter, rows.map((row) => parseInt((row.guid as string).slice(-12), 16))]).toEqual([filter, theirs]);
        all += theirs.length;
      }
    });
    // Neither always nobody nor always everybody.
    expect(all / written.length / people.length).toBeGreaterThan(0.1);
    expect(all / written.length / people.length).toBeLessThan(0.9);
  });
});
