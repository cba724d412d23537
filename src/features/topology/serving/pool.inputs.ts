import { type ClassType, Field, ID, InputType } from 'type-graphql';

import { BulkInput } from '../../../changes/bulk/bulk.inputs';
import { type ChangeInput, TargetInput } from '../../../changes/change.inputs';
import { Parameter } from '../../../graphql/cmdlet';
import { FqdnScalar } from '../../../graphql/scalars';
import { PoolState } from '../pool.entity';
import { PoolFilter } from '../topology.filters';

const TAKEN_ONLY = 'Taken for the sake of the cmdlet: nothing stands in the way that it could overcome.';

/** Which pools are meant. */
export interface PoolSelection {
  where?: PoolFilter | null;
  filter?: string | null;
}

/** What says which pools are meant. */
export const SELECTING_POOLS = ['where', 'filter'] as const;

function withPoolSelection<T extends ClassType<ChangeInput>>(base: T) {
  @InputType()
  abstract class PoolSelectionInput extends base implements PoolSelection {
    @Field(() => PoolFilter, { nullable: true, description: 'Which pools; all where it is empty.' })
    where?: PoolFilter | null;

    @Parameter('Filter', 'Get-CsPersistentChatState')
    @Field(() => String, { nullable: true, description: 'Only pools that this takes, as in `pools(filter:)`.' })
    filter?: string | null;
  }
  return PoolSelectionInput;
}

@InputType()
class PoolTargetInput extends TargetInput {
  @Parameter('Identity')
  @Field(() => String, {
    nullable: true,
    description:
      'The name of the pool, also with `PersistentChatServer:` before it; may be left out where there is only one.',
  })
  declare identity?: string | null;
}

function withPoolState<T extends ClassType<ChangeInput>>(base: T) {
  @InputType()
  abstract class PoolStateInput extends base {
    @Parameter('PoolState')
    @Field(() => PoolState, { description: 'Which database is to serve.' })
    state: PoolState;

    @Parameter('Force')
    @Field(() => Boolean, { nullable: true, description: TAKEN_ONLY })
    force?: boolean | null;
  }
  return PoolStateInput;
}

@InputType({ description: 'The state of a pool and of its servers.' })
export class SetPoolStateInput extends withPoolState(PoolTargetInput) {}

@InputType({ description: 'The state of many pools and of their servers.' })
export class SetPoolStatesInput extends withPoolState(withPoolSelection(BulkInput)) {}

@InputType({
  description:
    'A change of the list of active servers: add and remove, or replace. Entries are names of servers of the pool.',
})
export class ServerListChange {
  @Field(() => [FqdnScalar], { nullable: true, description: 'Servers to make active; those that are active stay so.' })
  add?: string[] | null;

  @Field(() => [FqdnScalar], { nullable: true, description: 'Servers to make inactive.' })
  remove?: string[] | null;

  @Field(() => [FqdnScalar], {
    nullable: true,
    description: 'All servers that are to be active; not together with `add` or `remove`.',
  })
  replace?: string[] | null;
}

/** Which servers of a pool are to be active. */
export interface ActiveServersChange {
  activeServers?: ServerListChange | null;
  swap?: boolean | null;
}

function withActiveServers<T extends ClassType<ChangeInput>>(base: T) {
  @InputType()
  abstract class ActiveServersInput extends base implements ActiveServersChange {
    @Parameter('ActiveServers')
    @Field(() => ServerListChange, {
      nullable: true,
      description: 'The servers that accept new client connections, at most 4; null makes all of them inactive.',
    })
    activeServers?: ServerListChange | null;

    @Parameter('Swap')
    @Field(() => Boolean, {
      nullable: true,
      description: 'Active and inactive servers change places; not together with `activeServers`.',
    })
    swap?: boolean | null;

    @Parameter('Force')
    @Field(() => Boolean, { nullable: true, description: TAKEN_ONLY })
    force?: boolean | null;
  }
  return ActiveServersInput;
}

@InputType({ description: 'Which servers of a pool accept new client connections.' })
export class SetActiveServersInput extends withActiveServers(PoolTargetInput) {
  /** The cmdlet has no Instance. */
  @Field(() => ID, { nullable: true, description: 'The global id of the pool; give this or `identity`.' })
  declare id?: string | null;
}

@InputType({ description: 'Which servers of many pools accept new client connections.' })
export class SetActiveServersOfPoolsInput extends withActiveServers(withPoolSelection(BulkInput)) {}
