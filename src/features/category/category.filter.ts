import { Field } from 'type-graphql';

import { AccessList } from '../../eligibility/access-entry.entity';
import { accessListFilter } from '../../eligibility/access-list.filter';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { ErrorCode, GatewayError } from '../../errors';
import { Parameter } from '../../graphql/cmdlet';
import { type FieldCompiler, Filter, related, text, value } from '../../graphql/filter';
import { Combinable, FilterType } from '../../graphql/filter-type';
import { BooleanFilter, DateTimeFilter, PrincipalListFilter, StringFilter } from '../../graphql/filter.inputs';
import { PoolFilter, poolFilter } from '../topology/topology.filters';
import { Category } from './category.entity';

@FilterType('a category')
export class CategoryFilter extends Combinable<CategoryFilter> {
  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the name.' })
  name?: StringFilter;

  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the description.' })
  description?: StringFilter;

  @Parameter('PersistentChatPoolFqdn')
  @Field(() => PoolFilter, { nullable: true, description: 'Conditions on the pool.' })
  pool?: PoolFilter;

  @Field(() => BooleanFilter, { nullable: true, description: 'Whether people are invited.' })
  invitations?: BooleanFilter;

  @Field(() => BooleanFilter, { nullable: true, description: 'Whether files may be uploaded.' })
  fileUpload?: BooleanFilter;

  @Field(() => BooleanFilter, { nullable: true, description: 'Whether messages are kept for users.' })
  chatHistory?: BooleanFilter;

  @Field(() => PrincipalListFilter, { nullable: true, description: 'Conditions on the allowed members.' })
  allowedMembers?: PrincipalListFilter;

  @Field(() => PrincipalListFilter, { nullable: true, description: 'Conditions on the denied members.' })
  deniedMembers?: PrincipalListFilter;

  @Field(() => PrincipalListFilter, { nullable: true, description: 'Conditions on the creators.' })
  creators?: PrincipalListFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it was created.' })
  createdAt?: DateTimeFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it was last changed.' })
  updatedAt?: DateTimeFilter;
}

export function categoryFilter(eligibility: EligibilityService): Filter<CategoryFilter> {
  return new Filter<CategoryFilter>(Category, {
    name: text('nameKey'),
    description: text('descriptionKey'),
    pool: related('poolId', 'pools', () => poolFilter),
    invitations: value('invitations'),
    fileUpload: value('fileUpload'),
    chatHistory: value('chatHistory'),
    allowedMembers: untoldList(eligibility, AccessList.ALLOWED),
    deniedMembers: untoldList(eligibility, AccessList.DENIED),
    creators: untoldList(eligibility, AccessList.CREATORS),
    createdAt: value('createdAt'),
    updatedAt: value('updatedAt'),
  });
}

/** Users are not told who is on the lists of a category; a filter would tell them one by one. */
function untoldList(eligibility: EligibilityService, list: AccessList): FieldCompiler<PrincipalListFilter> {
  const compile = accessListFilter(eligibility, list);
  return (conditions, place) => {
    if (place.context.actor.principalId === null) return compile(conditions, place);
    const message = 'Only administrators and viewers see who is on the lists of a category.';
    throw new GatewayError(ErrorCode.FORBIDDEN, message, { parameter: place.path });
  };
}
