import { type ClassType, Field, InputType, Int } from 'type-graphql';

import { BulkInput } from '../../changes/bulk/bulk.inputs';
import { ChangeInput, PrincipalListChange, TargetInput } from '../../changes/change.inputs';
import { Parameter } from '../../graphql/cmdlet';
import { FqdnScalar } from '../../graphql/scalars';
import { RoomInvitations, RoomPrivacy, RoomType } from './room.enums';
import { RoomFilter } from './room.filter';

@InputType({ description: 'A room to make.' })
export class NewRoomInput extends ChangeInput {
  @Parameter('Name')
  @Field({ description: 'The name, unique in the pool: 1 to 256 characters, no backslash.' })
  name: string;

  @Parameter('Category')
  @Field({ description: 'The identity of the category.' })
  category: string;

  @Parameter('PersistentChatPoolFqdn')
  @Field(() => FqdnScalar, {
    nullable: true,
    description: "The category's pool; may be left out where the category tells it.",
  })
  pool?: string | null;

  @Parameter('Description')
  @Field(() => String, { nullable: true, description: 'What it is for, at most 1,024 characters.' })
  description?: string | null;

  @Parameter('Type')
  @Field(() => RoomType, { nullable: true, description: 'Who posts; NORMAL where left out.' })
  type?: RoomType;

  @Parameter('Privacy')
  @Field(() => RoomPrivacy, { nullable: true, description: 'Who finds and enters it; CLOSED where left out.' })
  privacy?: RoomPrivacy;

  @Parameter('Invitations')
  @Field(() => RoomInvitations, {
    nullable: true,
    description: 'Whether new members are invited; INHERIT where left out.',
  })
  invitations?: RoomInvitations;

  @Parameter('Addin')
  @Field(() => String, { nullable: true, description: 'The identity of its add-in; none where left out.' })
  addin?: string | null;

  @Parameter('Disabled')
  @Field({ nullable: true, description: 'Whether it is closed to everybody from the start; it is not where left out.' })
  disabled?: boolean;
}

/** What a change can make of one room, or of many. */
export interface RoomSettings {
  description?: string | null;
  category?: string;
  addin?: string | null;
  type?: RoomType;
  privacy?: RoomPrivacy;
  invitations?: RoomInvitations;
  disabled?: boolean;
  members?: PrincipalListChange | null;
  managers?: PrincipalListChange | null;
  presenters?: PrincipalListChange | null;
  force?: boolean | null;
}

/** Declares the fields of {@link RoomSettings} beside those of another input. */
function withRoomSettings<T extends ClassType<ChangeInput>>(base: T) {
  @InputType()
  abstract class RoomSettingsInput extends base implements RoomSettings {
    @Parameter('Description')
    @Field(() => String, { nullable: true, description: 'What it is for, at most 1,024 characters; null empties it.' })
    description?: string | null;

    @Parameter('Category')
    @Field({ nullable: true, description: 'The identity of another category of the same pool, to move the room to.' })
    category?: string;

    @Parameter('Addin')
    @Field(() => String, { nullable: true, description: 'The identity of its add-in; null takes it away.' })
    addin?: string | null;

    @Parameter('Type')
    @Field(() => RoomType, {
      nullable: true,
      description: 'Who posts. Making an auditorium normal drops its presenters.',
    })
    type?: RoomType;

    @Parameter('Privacy')
    @Field(() => RoomPrivacy, { nullable: true, description: 'Who finds and enters it.' })
    privacy?: RoomPrivacy;

    @Parameter('Invitations')
    @Field(() => RoomInvitations, { nullable: true, description: 'Whether new members are invited.' })
    invitations?: RoomInvitations;

    @Parameter('Disabled')
    @Field({ nullable: true, description: 'Whether it is closed to everybody.' })
    disabled?: boolean;

    @Parameter('Members')
    @Field(() => PrincipalListChange, {
      nullable: true,
      description: 'Who may enter; null clears the list, which opens the room to its whole category.',
    })
    members?: PrincipalListChange | null;

    @Parameter('Managers')
    @Field(() => PrincipalListChange, { nullable: true, description: 'Who may change it; null clears the list.' })
    managers?: PrincipalListChange | null;

    @Parameter('Presenters')
    @Field(() => PrincipalListChange, {
      nullable: true,
      description: 'Who posts in an auditorium; null clears the list.',
    })
    presenters?: PrincipalListChange | null;

    @Parameter('Force')
    @Field(() => Boolean, {
      nullable: true,
      description: 'Go on even if a closed or secret room loses its last member, and so opens to its whole category.',
    })
    force?: boolean | null;
  }
  return RoomSettingsInput;
}

@InputType({ description: 'A change of a room; what is left out stays.' })
export class SetRoomInput extends withRoomSettings(TargetInput) {
  @Parameter('Name')
  @Field({ nullable: true, description: 'The new name.' })
  name?: string;
}

@InputType({ description: 'A room to remove, with its lists.' })
export class RemoveRoomInput extends TargetInput {
  @Parameter('Force')
  @Field(() => Boolean, {
    nullable: true,
    description: 'Taken for the sake of the cmdlet: nothing stands in the way of removing a room.',
  })
  force?: boolean | null;
}

/** Which rooms are meant. */
export interface RoomSelection {
  where?: RoomFilter | null;
  filter?: string | null;
  searchDescription?: boolean | null;
  chatContentExceedsMB?: number | null;
}

/** What says which rooms are meant, by itself. */
export const SELECTING_ROOMS = ['where', 'filter', 'chatContentExceedsMB'] as const;

function withRoomSelection<T extends ClassType<ChangeInput>>(base: T) {
  @InputType()
  abstract class RoomSelectionInput extends base implements RoomSelection {
    @Field(() => RoomFilter, { nullable: true, description: 'Which rooms; all where it is empty.' })
    where?: RoomFilter | null;

    @Parameter('Filter', 'Get-CsPersistentChatRoom')
    @Field(() => String, { nullable: true, description: 'Only rooms that this takes, as in `rooms(filter:)`.' })
    filter?: string | null;

    @Field(() => Boolean, { nullable: true, description: 'As in `rooms(searchDescription:)`.' })
    searchDescription?: boolean | null;

    @Field(() => Int, { nullable: true, description: 'As in `rooms(chatContentExceedsMB:)`.' })
    chatContentExceedsMB?: number | null;
  }
  return RoomSelectionInput;
}

@InputType({ description: 'A change of many rooms, the same of each; what is left out stays.' })
export class SetRoomsInput extends withRoomSettings(withRoomSelection(BulkInput)) {}

@InputType({ description: 'Rooms to remove, with their lists.' })
export class RemoveRoomsInput extends withRoomSelection(BulkInput) {
  @Parameter('Force')
  @Field(() => Boolean, {
    nullable: true,
    description: 'Taken for the sake of the cmdlet: nothing stands in the way of removing a room.',
  })
  force?: boolean | null;
}
