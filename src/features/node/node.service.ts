import DataLoader from 'dataloader';

import type { PerRequest, RequestContext } from '../../graphql/context';
import type { Node, NodeReference } from '../../graphql/node';
import type { NodeFinder } from './node-finder';

/** Finds any thing of the graph that the caller may know of. */
export class NodeService {
  private readonly loaders: PerRequest<Map<string, DataLoader<number, Node | null>>> = (context) =>
    new Map(Object.entries(this.finders).map(([type, find]) => [type, new DataLoader((ids) => find(context, ids))]));

  /** @param finders by the name of the type */
  constructor(private readonly finders: Readonly<Record<string, NodeFinder>>) {}

  /** Null where there is no such thing. What is asked for together is found together, type by type. */
  async find(context: RequestContext, { type, id }: NodeReference): Promise<Node | null> {
    return (await context.the(this.loaders).get(type)?.load(id)) ?? null;
  }
}
