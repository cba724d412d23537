import { raw, sql } from '../../database/sql';
import type { GatewayError } from '../../errors';
import type { FilterField } from '../../filters/filter-compiler';
import type { FilterTest } from '../../filters/filter-expression';
import { valueField } from '../../filters/filter-fields';
import { DistinguishedName } from '../distinguished-name';
import { MEMBERSHIPS } from '../principal-edge.entity';

/** The distinguished name of a row `principal`, as directories compare names. */
export const distinguishedNameField: FilterField = valueField(
  raw('principal.dn_key'),
  (value) => DistinguishedName.parse(String(value))?.key ?? null,
  'a distinguished name',
  false,
);

/** The groups that a row `principal` belongs to, or, the other way round, the members that a group has; in chain through groups of groups. */
export function membershipField(direction: 'memberOf' | 'member'): FilterField {
  const [near, far] = direction === 'memberOf' ? ['child', 'parent'] : ['parent', 'child'];
  const nearId = raw(`edge.${near}_id`);
  const farId = raw(`edge.${far}_id`);
  const named = (test: FilterTest, refuse: (fault: string) => GatewayError) => {
    const name = distinguishedNameField(test.operator === 'inChain' ? { ...test, operator: 'eq' } : test, refuse);
    return sql`SELECT principal.id FROM principals principal WHERE ${name}`;
  };
  return (test, refuse) => {
    const direct = sql`SELECT ${nearId} FROM principal_edges edge WHERE edge.kind IN (${[...MEMBERSHIPS]})`;
    if (test.operator === 'present') return sql`principal.id IN (${direct})`;
    const first = sql`${direct} AND ${farId} IN (${named(test, refuse)})`;
    if (test.operator !== 'inChain') return sql`principal.id IN (${first})`;
    // A plain JOIN lets SQLite go through all edges at each step.
    return sql`principal.id IN (WITH RECURSIVE chain (id) AS (
      ${first} UNION
      SELECT ${nearId} FROM chain CROSS JOIN principal_edges edge WHERE ${farId} = chain.id AND edge.kind IN (${[...MEMBERSHIPS]})
    ) SELECT chain.id FROM chain)`;
  };
}
