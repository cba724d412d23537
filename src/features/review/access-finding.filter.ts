import { type ClassType, Field } from 'type-graphql';

import { AccessList } from '../../eligibility/access-entry.entity';
import { AccessFindingKind } from '../../eligibility/review/list-finding';
import { Combinable, FilterType } from '../../graphql/filter-type';
import { type EnumFilter, enumFilter } from '../../graphql/filter.inputs';
import { CategoryFilter } from '../category/category.filter';
import { PrincipalFilter } from '../principal/principal.filter';
import { RoomFilter } from '../room/room.filter';

const AccessFindingKindFilter: ClassType<EnumFilter<AccessFindingKind>> = enumFilter<AccessFindingKind>(
  AccessFindingKind,
  'AccessFindingKind',
);
const AccessListFilter: ClassType<EnumFilter<AccessList>> = enumFilter<AccessList>(AccessList, 'AccessList');

@FilterType('a finding of a review')
export class AccessFindingFilter extends Combinable<AccessFindingFilter> {
  @Field(() => AccessFindingKindFilter, { nullable: true, description: 'Conditions on what was found.' })
  kind?: EnumFilter<AccessFindingKind>;

  @Field(() => AccessListFilter, { nullable: true, description: 'Conditions on the list.' })
  list?: EnumFilter<AccessList>;

  @Field(() => CategoryFilter, {
    nullable: true,
    description: 'Conditions on the category whose list it is, or that the room is in.',
  })
  category?: CategoryFilter;

  @Field(() => RoomFilter, {
    nullable: true,
    description: 'Conditions on the room; a finding on a list of a category never meets them.',
  })
  room?: RoomFilter;

  @Field(() => PrincipalFilter, {
    nullable: true,
    description: 'Conditions on the entry; a finding about a list as a whole never meets them.',
  })
  principal?: PrincipalFilter;
}
