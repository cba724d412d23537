import { and, not, or, raw, sql } from '../../database/sql';
import { PrincipalKind } from '../../directory/principal.entity';
import type { FieldCompiler } from '../../graphql/filter';
import { Scope } from '../scope/scope';
import { type PolicyFilter, policyFilter } from './policy.filter';

/** Conditions on the policy that applies to a user, of the table of principals; all others never meet them. */
export const effectivePolicyFilter: FieldCompiler<PolicyFilter> = async (where, { context, path, column }) => {
  const alias = 'effective_policy';
  const isMeant = await policyFilter.compile(context, where, alias, path);
  const policies = raw(`policies ${alias}`);
  const ofSites = sql`${policies} JOIN sites ${raw(alias)}_site ON ${raw(alias)}_site.id = ${raw(alias)}.site_id`;
  const [granted, siteKey] = [column('policyId'), column('siteKey')];
  const isGranted = sql`${granted} IS NOT NULL`;
  const hasOfSite = sql`(${siteKey} IS NOT NULL AND ${siteKey} IN (SELECT ${raw(alias)}_site.name_key FROM ${ofSites}))`;
  return and([
    sql`${column('kind')} = ${PrincipalKind.USER}`,
    or([
      and([isGranted, sql`${granted} IN (SELECT ${raw(alias)}.id FROM ${policies} WHERE ${isMeant})`]),
      and([
        not(isGranted),
        hasOfSite,
        sql`${siteKey} IN (SELECT ${raw(alias)}_site.name_key FROM ${ofSites} WHERE ${isMeant})`,
      ]),
      and([
        not(isGranted),
        not(hasOfSite),
        sql`EXISTS (SELECT 1 FROM ${policies} WHERE ${raw(alias)}.scope = ${Scope.GLOBAL} AND ${isMeant})`,
      ]),
    ]),
  ]);
};
