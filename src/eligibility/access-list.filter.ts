import { and, not } from '../database/sql';
import { principalByIdentity } from '../directory/principal.loaders';
import { type FieldCompiler, refuseNull } from '../graphql/filter';
import type { PrincipalListFilter } from '../graphql/filter.inputs';
import { isListed, isListEmpty } from './access-entry.conditions';
import type { AccessList } from './access-entry.entity';
import type { EligibilityService } from './eligibility.service';

/** Conditions on one of the access lists of a category or room. */
export function accessListFilter(
  eligibility: EligibilityService,
  list: AccessList,
): FieldCompiler<PrincipalListFilter> {
  return async (conditions, { context, alias, path }) => {
    const principal = (identity: string, operator: string) =>
      context.the(principalByIdentity).load({ identity, parameter: `${path}.${operator}` });
    const compiled = Object.entries(conditions).map(async ([operator, value]) => {
      refuseNull(value, `${path}.${operator}`);
      if (operator === 'isEmpty') return value ? isListEmpty(alias, list) : not(isListEmpty(alias, list));
      const { id } = await principal(value as string, operator);
      const ids = operator === 'has' ? [id] : (await eligibility.for(context).subject(id)).ancestorIds;
      return isListed(`${alias}.id`, [list], ids);
    });
    return and(await Promise.all(compiled));
  };
}
