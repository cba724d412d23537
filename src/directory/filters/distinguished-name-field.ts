import { or, raw, sql } from '../../database/sql';
import type { AskedTest, FilterField } from '../../filters/filter-compiler';
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
  const isMembership = sql`edge.kind IN (${[...MEMBERSHIPS]})`;
  const direct = sql`SELECT ${nearId} FROM principal_edges edge WHERE ${isMembership}`;
  const first = (named: readonly AskedTest[]) =>
    sql`${direct} AND ${farId} IN (SELECT principal.id FROM principals principal WHERE ${distinguishedNameField(named)})`;
  // A plain JOIN lets SQLite go through all edges at each step.
  const chain = (named: readonly AskedTest[]) => sql`WITH RECURSIVE chain (id) AS (
      ${first(named)} UNION
      SELECT ${nearId} FROM chain CROSS JOIN principal_edges edge WHERE ${farId} = chain.id AND ${isMembership}
    ) SELECT chain.id FROM chain`;
  return (asked) => {
    const inChain = asked.flatMap(({ test, refuse }): AskedTest[] =>
      test.operator === 'inChain' ? [{ test: { ...test, operator: 'eq' }, refuse }] : [],
    );
    const others = asked.filter(({ test }) => test.operator !== 'inChain');
    const named = others.filter(({ test }) => test.operator !== 'present');
    const found = [
      ...(inChain.length ? [chain(inChain)] : []),
      ...(named.length ? [first(named)] : []),
      ...(named.length < others.length ? [direct] : []),
    ];
    return or(found.map((principals) => sql`principal.id IN (${principals})`));
  };
}
