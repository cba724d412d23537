import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';

import { RequestContext } from '../../graphql/context';
import { Role } from '../../security/access-token.entity';
import { DirectorySyncTrigger } from './directory-sync.enums';
import { SyncDirectoryInput } from './sync-directory.inputs';
import { SyncDirectoryPayload } from './sync-directory.payload';
import type { SyncDirectoryService } from './sync-directory.service';

@Resolver()
export class SyncDirectoryResolver {
  constructor(private readonly service: SyncDirectoryService) {}

  @Authorized(Role.ADMINISTRATOR)
  @Mutation(() => SyncDirectoryPayload, {
    nullable: true,
    description:
      'Reads the directory and takes over what has changed there. One that takes away too much, or lets users through a wall, is refused unless it has `force`. ' +
      'Takes the role ADMINISTRATOR; null only beside an error.',
  })
  async syncDirectory(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'What to sync.' }) input: SyncDirectoryInput,
  ): Promise<SyncDirectoryPayload> {
    return new SyncDirectoryPayload(await this.service.sync(context, DirectorySyncTrigger.MUTATION, input));
  }
}
