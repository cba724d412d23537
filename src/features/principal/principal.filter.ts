import { type ClassType, Field } from 'type-graphql';

import { sql } from '../../database/sql';
import { Principal, PrincipalKind } from '../../directory/principal.entity';
import { principalByIdentity } from '../../directory/principal.loaders';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { type FieldCompiler, Filter, related, text, value } from '../../graphql/filter';
import { Combinable, FilterType } from '../../graphql/filter-type';
import {
  BooleanFilter,
  type EnumFilter,
  enumFilter,
  NullableStringFilter,
  StringFilter,
} from '../../graphql/filter.inputs';
import { effectivePolicyFilter } from '../policy/effective-policy.filter';
import { PolicyFilter, policyFilter } from '../policy/policy.filter';
import { SiteFilter, siteFilter } from '../topology/topology.filters';
import { isReachedFrom } from './principal.conditions';

const PrincipalKindFilter: ClassType<EnumFilter<PrincipalKind>> = enumFilter<PrincipalKind>(
  PrincipalKind,
  'PrincipalKind',
);

@FilterType('a principal')
export class PrincipalFilter extends Combinable<PrincipalFilter> {
  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the display name.' })
  displayName?: StringFilter;

  @Field(() => NullableStringFilter, {
    nullable: true,
    description: 'Conditions on the SIP address, with `sip:` before it.',
  })
  sipAddress?: NullableStringFilter;

  @Field(() => NullableStringFilter, { nullable: true, description: 'Conditions on the user principal name.' })
  userPrincipalName?: NullableStringFilter;

  @Field(() => NullableStringFilter, {
    nullable: true,
    description: 'Conditions on the logon name, without the domain.',
  })
  logonName?: NullableStringFilter;

  @Field(() => PrincipalKindFilter, { nullable: true, description: 'Conditions on the kind.' })
  kind?: EnumFilter<PrincipalKind>;

  @Field(() => BooleanFilter, { nullable: true, description: 'Whether the directory lets it sign in.' })
  enabled?: BooleanFilter;

  @Field(() => BooleanFilter, { nullable: true, description: 'Whether it vanished from the directory.' })
  missing?: BooleanFilter;

  @Field(() => NullableStringFilter, {
    nullable: true,
    description: 'Conditions on the name of the site that the directory puts it in.',
  })
  siteName?: NullableStringFilter;

  @Field(() => SiteFilter, {
    nullable: true,
    description: 'Conditions on the site of the topology; a principal that is in none never meets them.',
  })
  site?: SiteFilter;

  @Field(() => PolicyFilter, {
    nullable: true,
    description: 'Conditions on the policy granted to it; a principal to which none is granted never meets them.',
  })
  policy?: PolicyFilter;

  @Field(() => PolicyFilter, {
    nullable: true,
    description: 'Conditions on the policy that applies to it; only users ever meet them.',
  })
  effectivePolicy?: PolicyFilter;

  @Field(() => String, {
    nullable: true,
    description:
      'Reached by this group or container: its members, what stands below it, and all that those reach. Any form of identity.',
  })
  reachedBy?: string;
}

export function principalFilter(eligibility: EligibilityService): Filter<PrincipalFilter> {
  const isReachedBy: FieldCompiler<string> = async (identity, { context, alias, path }) => {
    const { id } = await context.the(principalByIdentity).load({ identity, parameter: path });
    return isReachedFrom(alias, id, await eligibility.for(context).index());
  };
  const isAtSite: FieldCompiler<SiteFilter> = async (where, { context, path, column }) => {
    const condition = await siteFilter.compile(context, where, 'site', path);
    const key = column('siteKey');
    return sql`(${key} IS NOT NULL AND ${key} IN (SELECT site.name_key FROM sites site WHERE ${condition}))`;
  };
  return new Filter<PrincipalFilter>(Principal, {
    displayName: text('displayNameKey'),
    sipAddress: text('sipKey'),
    userPrincipalName: text('upnKey'),
    logonName: text('logonNameKey'),
    kind: value('kind'),
    enabled: value('enabled'),
    missing: value('missing'),
    siteName: text('siteKey'),
    site: isAtSite,
    policy: related('policyId', 'policies', () => policyFilter),
    effectivePolicy: effectivePolicyFilter,
    reachedBy: isReachedBy,
  });
}
