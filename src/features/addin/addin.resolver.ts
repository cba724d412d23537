import { Arg, Args, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';

import { Cmdlet } from '../../graphql/cmdlet';
import { type Connection, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { TargetArgs } from '../../graphql/target';
import { Role } from '../../security/access-token.entity';
import type { AddinChangesService } from './addin-changes.service';
import { AddinsArgs } from './addin.args';
import { Addin } from './addin.entity';
import { addinFilter } from './addin.filter';
import { NewAddinInput, RemoveAddinInput, RemoveAddinsInput, SetAddinInput, SetAddinsInput } from './addin.inputs';
import { AddinConnection, addinList } from './addin.lists';
import {
  NewAddinPayload,
  RemoveAddinPayload,
  RemoveAddinsPayload,
  SetAddinPayload,
  SetAddinsPayload,
} from './addin.payloads';
import type { AddinService } from './addin.service';

@Resolver(() => Addin)
export class AddinResolver {
  constructor(
    private readonly service: AddinService,
    private readonly changes: AddinChangesService,
  ) {}

  @Cmdlet('Get-CsPersistentChatAddin')
  @Query(() => Addin, {
    nullable: true,
    description: 'The add-in of that identity or id; where there is none, null and an error that says so.',
  })
  addin(@Ctx() context: RequestContext, @Args(() => TargetArgs) target: TargetArgs): Promise<Addin> {
    return this.service.get(context.read, target);
  }

  @Cmdlet('Get-CsPersistentChatAddin')
  @Query(() => AddinConnection, { description: 'The add-ins.', complexity: connectionComplexity })
  addins(@Ctx() context: RequestContext, @Args(() => AddinsArgs) args: AddinsArgs): Connection<Addin> {
    const condition = () => addinFilter.compile(context, args.where, 'addin');
    return addinList.connection(context, { args, order: args.order, condition });
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('New-CsPersistentChatAddin')
  @Mutation(() => NewAddinPayload, { nullable: true, description: 'Makes an add-in; null only beside an error.' })
  async newAddin(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The add-in.' }) input: NewAddinInput,
  ): Promise<NewAddinPayload> {
    return new NewAddinPayload(await this.changes.create(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Set-CsPersistentChatAddin')
  @Mutation(() => SetAddinPayload, { nullable: true, description: 'Changes an add-in; null only beside an error.' })
  async setAddin(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The change.' }) input: SetAddinInput,
  ): Promise<SetAddinPayload> {
    return new SetAddinPayload(await this.changes.set(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Set-CsPersistentChatAddin')
  @Mutation(() => SetAddinsPayload, {
    nullable: true,
    description: 'Changes all add-ins that the input takes in the same way; null only beside an error.',
  })
  async setAddins(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'Which add-ins, and the change.' }) input: SetAddinsInput,
  ): Promise<SetAddinsPayload> {
    return new SetAddinsPayload(await this.changes.setMany(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Remove-CsPersistentChatAddin')
  @Mutation(() => RemoveAddinPayload, {
    nullable: true,
    description: 'Removes an add-in; with `force` from the rooms that use it, too; null only beside an error.',
  })
  async removeAddin(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The add-in.' }) input: RemoveAddinInput,
  ): Promise<RemoveAddinPayload> {
    return new RemoveAddinPayload(await this.changes.remove(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Remove-CsPersistentChatAddin')
  @Mutation(() => RemoveAddinsPayload, {
    nullable: true,
    description:
      'Removes all add-ins that the input takes; with `force` from the rooms that use them, too; null only beside an error.',
  })
  async removeAddins(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'Which add-ins.' }) input: RemoveAddinsInput,
  ): Promise<RemoveAddinsPayload> {
    return new RemoveAddinsPayload(await this.changes.removeMany(context, input));
  }
}
