import { type ClassType, Field } from 'type-graphql';

import { AccessList } from '../../eligibility/access-entry.entity';
import { accessListFilter } from '../../eligibility/access-list.filter';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { Parameter } from '../../graphql/cmdlet';
import { Filter, related, text, value } from '../../graphql/filter';
import { Combinable, FilterType } from '../../graphql/filter-type';
import {
  BigIntFilter,
  BooleanFilter,
  DateTimeFilter,
  type EnumFilter,
  enumFilter,
  type NumberFilter,
  PrincipalListFilter,
  StringFilter,
} from '../../graphql/filter.inputs';
import { AddinFilter, addinFilter } from '../addin/addin.filter';
import { CategoryFilter } from '../category/category.filter';
import { PoolFilter, poolFilter } from '../topology/topology.filters';
import { Room } from './room.entity';
import { RoomInvitations, RoomPrivacy, RoomType } from './room.enums';

const RoomTypeFilter: ClassType<EnumFilter<RoomType>> = enumFilter<RoomType>(RoomType, 'RoomType');
const RoomPrivacyFilter: ClassType<EnumFilter<RoomPrivacy>> = enumFilter<RoomPrivacy>(RoomPrivacy, 'RoomPrivacy');
const RoomInvitationsFilter: ClassType<EnumFilter<RoomInvitations>> = enumFilter<RoomInvitations>(
  RoomInvitations,
  'RoomInvitations',
);

@FilterType('a room')
export class RoomFilter extends Combinable<RoomFilter> {
  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the name.' })
  name?: StringFilter;

  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the description.' })
  description?: StringFilter;

  @Parameter('PersistentChatPoolFqdn')
  @Field(() => PoolFilter, { nullable: true, description: 'Conditions on the pool.' })
  pool?: PoolFilter;

  @Parameter('Category')
  @Field(() => CategoryFilter, { nullable: true, description: 'Conditions on the category.' })
  category?: CategoryFilter;

  @Parameter('Addin')
  @Field(() => AddinFilter, {
    nullable: true,
    description: 'Conditions on the add-in; a room without one never meets them.',
  })
  addin?: AddinFilter;

  @Parameter('Type')
  @Field(() => RoomTypeFilter, { nullable: true, description: 'Conditions on the type.' })
  type?: EnumFilter<RoomType>;

  @Parameter('Privacy')
  @Field(() => RoomPrivacyFilter, { nullable: true, description: 'Conditions on the privacy.' })
  privacy?: EnumFilter<RoomPrivacy>;

  @Parameter('Invitations')
  @Field(() => RoomInvitationsFilter, { nullable: true, description: 'Conditions on the invitations.' })
  invitations?: EnumFilter<RoomInvitations>;

  @Parameter('Disabled')
  @Field(() => BooleanFilter, { nullable: true, description: 'Whether the room is disabled.' })
  disabled?: BooleanFilter;

  @Field(() => BigIntFilter, { nullable: true, description: 'Conditions on the size of the content, in bytes.' })
  contentBytes?: NumberFilter;

  @Parameter('Member')
  @Field(() => PrincipalListFilter, { nullable: true, description: 'Conditions on the members.' })
  members?: PrincipalListFilter;

  @Parameter('Manager')
  @Field(() => PrincipalListFilter, { nullable: true, description: 'Conditions on the managers.' })
  managers?: PrincipalListFilter;

  @Field(() => PrincipalListFilter, { nullable: true, description: 'Conditions on the presenters.' })
  presenters?: PrincipalListFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it was created.' })
  createdAt?: DateTimeFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it was last changed.' })
  updatedAt?: DateTimeFilter;
}

export function roomFilter(eligibility: EligibilityService, categories: Filter<CategoryFilter>): Filter<RoomFilter> {
  return new Filter<RoomFilter>(Room, {
    name: text('nameKey'),
    description: text('descriptionKey'),
    pool: related('poolId', 'pools', () => poolFilter),
    category: related('categoryId', 'categories', () => categories),
    addin: related('addinId', 'addins', () => addinFilter),
    type: value('type'),
    privacy: value('privacy'),
    invitations: value('invitations'),
    disabled: value('disabled'),
    contentBytes: value('contentBytes'),
    members: accessListFilter(eligibility, AccessList.MEMBERS),
    managers: accessListFilter(eligibility, AccessList.MANAGERS),
    presenters: accessListFilter(eligibility, AccessList.PRESENTERS),
    createdAt: value('createdAt'),
    updatedAt: value('updatedAt'),
  });
}
