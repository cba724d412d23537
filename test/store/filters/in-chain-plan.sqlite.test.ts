import { rowsOf } from '../../../src/database/rows';
import { sql } from '../../../src/database/sql';
import { principalLdapFilter } from '../../../src/directory/filters/principal-ldap-filter';
import { openTestStore } from '../../support/store';

it.each([
  ['memberOf', 'parent_id'],
  ['member', 'child_id'],
])('follows %s in chain by an index, from what it reached to the next', async (attribute, column) => {
  const store = await openTestStore();
  const condition = principalLdapFilter(
    `(${attribute}:1.2.840.113556.1.4.1941:=CN=Admins,DC=litwareinc,DC=com)`,
    'ldapFilter',
    [],
  );
  const plan = await rowsOf(
    store.read,
    sql`EXPLAIN QUERY PLAN SELECT principal.id FROM principals principal WHERE ${condition}`,
  );
  const steps = plan.map(({ detail }) => String(detail)).filter((detail) => detail.includes(' edge '));
  expect(steps).toHaveLength(2);
  for (const step of steps) expect(step).toMatch(new RegExp(`^SEARCH edge USING .*\\b${column}=\\?`));
});
