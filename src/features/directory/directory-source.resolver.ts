import { Authorized, Ctx, Query, Resolver } from 'type-graphql';

import { RequestContext } from '../../graphql/context';
import { AUDITORS } from '../audit/audit.roles';
import { DirectorySourceView } from './directory-source.view';
import type { DirectoryStatusService } from './directory-status.service';

@Resolver()
export class DirectorySourceResolver {
  constructor(private readonly service: DirectoryStatusService) {}

  @Authorized(AUDITORS)
  @Query(() => [DirectorySourceView], {
    description: 'The sources of the directory, in the order of the configuration.',
    complexity: ({ childComplexity }) => 5 * childComplexity,
  })
  async directorySources(@Ctx() { read }: RequestContext): Promise<DirectorySourceView[]> {
    return (await this.service.statuses(read)).map((status) => new DirectorySourceView(status));
  }
}
