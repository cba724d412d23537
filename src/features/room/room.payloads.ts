import { Ctx, Field, ID, ObjectType } from 'type-graphql';

import type { ChangeOutcome } from '../../changes/outcome';
import { Parameter } from '../../graphql/cmdlet';
import { RequestContext } from '../../graphql/context';
import { toGlobalId } from '../../graphql/node';
import { AccessBulkPayload } from '../impact/access-bulk-payload';
import { AccessChangePayload } from '../impact/access-change-payload';
import { Room } from './room.entity';
import type { RoomService } from './room.service';

@ObjectType({ implements: AccessChangePayload, description: 'What `newRoom` did.' })
export class NewRoomPayload extends AccessChangePayload {
  constructor(
    outcome: ChangeOutcome,
    private readonly rooms: RoomService,
  ) {
    super(outcome);
  }

  @Field(() => Room, {
    nullable: true,
    description: 'The room; null under `whatIf`, and where the caller can find it no more (a retry).',
  })
  room(@Ctx() context: RequestContext): Promise<Room | null> {
    return this.rooms.touched(context, this.outcome);
  }
}

@ObjectType({ implements: AccessChangePayload, description: 'What `setRoom` did.' })
export class SetRoomPayload extends AccessChangePayload {
  constructor(
    outcome: ChangeOutcome,
    private readonly rooms: RoomService,
  ) {
    super(outcome);
  }

  @Parameter('AsObject', 'Set-CsPersistentChatRoom')
  @Field(() => Room, {
    nullable: true,
    description: 'The room as it is now; null where the caller can find it no more.',
  })
  room(@Ctx() context: RequestContext): Promise<Room | null> {
    return this.rooms.touched(context, this.outcome);
  }
}

@ObjectType({ implements: AccessChangePayload, description: 'What `removeRoom` did.' })
export class RemoveRoomPayload extends AccessChangePayload {
  @Field(() => ID, { description: 'The global id of the room that went.' })
  get removedId(): string {
    return toGlobalId('Room', this.outcome.thingId!);
  }
}

@ObjectType({ implements: AccessBulkPayload, description: 'What `setRooms` did.' })
export class SetRoomsPayload extends AccessBulkPayload {}

@ObjectType({ implements: AccessBulkPayload, description: 'What `removeRooms` did.' })
export class RemoveRoomsPayload extends AccessBulkPayload {}
