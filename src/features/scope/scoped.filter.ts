import type { ClassType } from 'type-graphql';

import { ALL, and, or, raw, sql, type Sql } from '../../database/sql';
import { foldedKey, likePattern } from '../../database/text-keys';
import { checkFilterText, checkPattern, type FieldCompiler, refuseNull, text } from '../../graphql/filter';
import { type EnumFilter, enumFilter, type StringFilter } from '../../graphql/filter.inputs';
import { Scope } from './scope';
import { identityKeyOf } from './scope-identity';

export const ScopeFilter: ClassType<EnumFilter<Scope>> = enumFilter<Scope>(Scope, 'Scope');

/** What the argument `filter` of a list says: which identities, or nothing where it is left out. */
export function identityFilter(alias: string, filter: string | null | undefined, parameter: string): Sql {
  if (typeof filter !== 'string') return ALL;
  checkFilterText(filter, parameter);
  return identityLike(alias, filter, parameter);
}

/**
 * The condition that the identity of a row is like a pattern with `*` and `?`, as `-Filter` takes it: `site:*`, `Redmond*`, or `tag:*` for
 * all that are granted.
 */
function identityLike(alias: string, pattern: string, parameter: string): Sql {
  checkPattern(pattern, parameter);
  const column = (name: string) => raw(`${alias}.${name}`);
  const key = column('identity_key');
  const like = likePattern(pattern);
  const isLike = sql`${key} LIKE ${like} ESCAPE '!'`;
  if (foldedKey(pattern).startsWith('tag:')) return isLike;
  const isGranted = sql`${column('scope')} = ${Scope.USER}`;
  const name = sql`SUBSTR(${key}, ${'tag:'.length + 1})`;
  return or([sql`(NOT (${isGranted}) AND ${isLike})`, sql`(${isGranted} AND ${name} LIKE ${like} ESCAPE '!')`]);
}

const byKey = text('identityKey');

/** Conditions on the identity of what has a scope, in any of its forms. */
export const identity: FieldCompiler<StringFilter> = async ({ like, ...others }, place) => {
  const keyed = Object.entries(others).map(([operator, given]: [string, string | string[] | null]) => [
    operator,
    Array.isArray(given) ? given.map(identityKeyOf) : given && identityKeyOf(given),
  ]);
  refuseNull(like, `${place.path}.like`);
  return and([
    await byKey(Object.fromEntries(keyed) as object, place),
    like === undefined ? ALL : identityLike(place.alias, like, `${place.path}.like`),
  ]);
};
