import DataLoader from 'dataloader';
import { Field, ObjectType, registerEnumType } from 'type-graphql';

import { entityOf, rowsOf } from '../../database/rows';
import { idList, sql } from '../../database/sql';
import type { Principal } from '../../directory/principal.entity';
import type { PerRequest } from '../../graphql/context';
import { Scope } from '../scope/scope';
import { Policy } from './policy.entity';

export enum PolicySource {
  GRANTED = 'GRANTED',
  SITE = 'SITE',
  GLOBAL = 'GLOBAL',
}
registerEnumType(PolicySource, {
  name: 'PolicySource',
  description: 'Why a policy applies to a user.',
  valuesConfig: {
    GRANTED: { description: 'It is granted to the user.' },
    SITE: { description: "It is that of the user's site, and none is granted." },
    GLOBAL: { description: "It is the global one: none is granted, and the user's site has none." },
  },
});

@ObjectType({ description: 'The policy that applies to a user.' })
export class EffectivePolicy {
  @Field({ description: 'The policy.' })
  policy: Policy;

  @Field(() => PolicySource, { description: 'Why it applies.' })
  source: PolicySource;
}

/** The policies that apply to users, in one statement for all that are asked for together. */
export const effectivePolicyOf: PerRequest<DataLoader<Principal, EffectivePolicy, number>> = (context) =>
  new DataLoader(
    async (users) => {
      const grantedIds = new Set(users.flatMap(({ policyId }) => policyId ?? []));
      const sites = new Set(users.flatMap(({ siteKey }) => siteKey ?? []));
      const rows = await rowsOf(
        context.read,
        sql`SELECT policy.*, site.name_key AS site_key FROM policies policy LEFT JOIN sites site ON site.id = policy.site_id
          WHERE policy.scope = ${Scope.GLOBAL} OR policy.id IN (${idList(grantedIds)}) OR site.name_key IN (${[...sites]})`,
      );
      const policies = rows.map((row) => ({
        policy: entityOf(context.read, Policy, row),
        siteKey: row.site_key as string | null,
      }));
      const byId = new Map<number | null, Policy>(policies.map(({ policy }) => [policy.id, policy]));
      const bySite = new Map<string | null, Policy>(
        policies.flatMap(({ siteKey, policy }) => (siteKey === null ? [] : [[siteKey, policy]])),
      );
      const global = policies.find(({ policy }) => policy.scope === Scope.GLOBAL)!.policy;
      return users.map(({ policyId, siteKey }): EffectivePolicy => {
        const granted = byId.get(policyId);
        if (granted) return { policy: granted, source: PolicySource.GRANTED };
        const ofSite = bySite.get(siteKey);
        if (ofSite) return { policy: ofSite, source: PolicySource.SITE };
        return { policy: global, source: PolicySource.GLOBAL };
      });
    },
    { cacheKeyFn: ({ id }) => id },
  );
