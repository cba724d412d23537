import { ArgsType, Field, Int } from 'type-graphql';

import { AccessAction } from '../../eligibility/access-action';
import { RoomRole } from '../../eligibility/room-role';
import { Parameter } from '../../graphql/cmdlet';
import { ResultSizeArgs } from '../../graphql/connection';
import type { Order } from '../../graphql/order';
import { EligiblePrincipalsArgs } from '../principal/eligible-principals.args';
import { RoomFilter } from './room.filter';
import { ROOM_ATTRIBUTES } from './room-search';
import { RoomOrder } from './room.lists';

@ArgsType()
export class RoomsArgs extends ResultSizeArgs {
  @Field(() => RoomFilter, { nullable: true, description: 'Which rooms.' })
  where?: RoomFilter | null;

  @Parameter('Filter')
  @Field(() => String, {
    nullable: true,
    description:
      'Only rooms with this text in their name; `*` makes it a pattern for the whole name and stands for any characters. Where it begins with ' +
      "an attribute and an operator, as in `Disabled -eq $true -and Name -like 'IT*'`, it is read in PowerShell's comparison syntax, as by " +
      `\`principals(filter:)\`. The attributes are ${ROOM_ATTRIBUTES.map((name) => `\`${name}\``).join(', ')}.`,
  })
  filter?: string | null;

  @Parameter('SearchDescription')
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether `filter` looks into the description wherever it looks into the name.',
  })
  searchDescription?: boolean | null;

  @Parameter('ChatContentExceedsMB')
  @Field(() => Int, {
    nullable: true,
    description: 'Only rooms with more content than this many megabytes (of 1,048,576 bytes).',
  })
  chatContentExceedsMB?: number | null;

  @Field(() => RoomOrder, { nullable: true, description: 'In which order; by name where none is given.' })
  order?: Order | null;
}

@ArgsType()
export class RoomsInWhichArgs extends RoomsArgs {
  @Field(() => AccessAction, { description: 'What it may do there.' })
  action: AccessAction;
}

@ArgsType()
export class EligibleInRoomArgs extends EligiblePrincipalsArgs {
  @Parameter('Presenters')
  @Field(() => RoomRole, {
    defaultValue: RoomRole.MEMBER,
    description:
      'What they would be in the room. Only an auditorium has presenters: they are drawn from its members, where it lists any.',
  })
  role: RoomRole;
}
