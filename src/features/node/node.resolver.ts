import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';

import { ErrorCode, GatewayError } from '../../errors';
import { RequestContext } from '../../graphql/context';
import { fromGlobalId, Node } from '../../graphql/node';
import type { NodeService } from './node.service';

const MOST = 500;

@Resolver()
export class NodeResolver {
  constructor(private readonly things: NodeService) {}

  @Query(() => Node, {
    nullable: true,
    description: 'The thing with that global id; null where the caller knows of none (any more).',
  })
  node(
    @Ctx() context: RequestContext,
    @Arg('id', () => ID, { description: 'The global id.' }) id: string,
  ): Promise<Node | null> {
    return this.things.find(context, fromGlobalId(id, 'id'));
  }

  @Query(() => [Node], {
    nullable: 'items',
    description:
      'The things with those global ids, in their order; null in the place of each of which the caller knows none (any more).',
    complexity: ({ args, childComplexity }) => (args.ids as string[]).length * Math.max(1, childComplexity),
  })
  nodes(
    @Ctx() context: RequestContext,
    @Arg('ids', () => [ID], { description: 'The global ids, at most 500.' }) ids: string[],
  ): Promise<(Node | null)[]> {
    if (ids.length > MOST) {
      throw new GatewayError(
        ErrorCode.BAD_USER_INPUT,
        `"ids" has ${ids.length} entries; at most ${MOST} are looked up at once.`,
        { parameter: 'ids' },
      );
    }
    return Promise.all(ids.map((id, i) => this.things.find(context, fromGlobalId(id, `ids[${i}]`))));
  }
}
