import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { ThingResult } from '../../changes/bulk/thing-result';
import { RequestContext } from '../../graphql/context';
import { Node } from '../../graphql/node';
import type { NodeService } from '../node/node.service';

@Resolver(() => ThingResult)
export class ThingResultResolver {
  constructor(private readonly things: NodeService) {}

  @FieldResolver(() => Node, {
    nullable: true,
    description: 'The thing as it is now; null where the caller knows of none (any more).',
  })
  node(@Ctx() context: RequestContext, @Root() { type, id }: ThingResult): Promise<Node | null> {
    return this.things.find(context, { type, id });
  }
}
