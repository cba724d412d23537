import { Field } from 'type-graphql';

import { AccessList } from '../../eligibility/access-entry.entity';
import { accessListFilter } from '../../eligibility/access-list.filter';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { Parameter } from '../../graphql/cmdlet';
import { Filter, related, text, value } from '../../graphql/filter';
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
    allowedMembers: accessListFilter(eligibility, AccessList.ALLOWED),
    deniedMembers: accessListFilter(eligibility, AccessList.DENIED),
    creators: accessListFilter(eligibility, AccessList.CREATORS),
    createdAt: value('createdAt'),
    updatedAt: value('updatedAt'),
  });
}
