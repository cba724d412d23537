import { Field, ID, InterfaceType } from 'type-graphql';

import { ErrorCode, GatewayError } from '../errors';

/** A reference to a thing of this graph: its type and the store's own id. */
export interface NodeReference {
  type: string;
  id: number;
}

/** Ids are written by the thousand: none of them takes a buffer of its own. */
const scratch = Buffer.alloc(128);

export function toGlobalId(type: string, id: number): string {
  return scratch.toString('base64url', 0, scratch.write(`${type}:${id}`, 'latin1'));
}

/** Reads a global id back; `parameter` is the input path to name where it is none. */
export function fromGlobalId(globalId: string, parameter: string): NodeReference {
  const match = /^([A-Z][A-Za-z]*):(\d{1,15})$/.exec(Buffer.from(globalId, 'base64url').toString());
  if (!match) {
    throw new GatewayError(ErrorCode.BAD_USER_INPUT, `"${globalId}" is not an id of this graph.`, { parameter });
  }
  return { type: match[1]!, id: Number(match[2]) };
}

@InterfaceType({
  description: 'Anything with a global id (Relay).',
  resolveType: (value: object) => value.constructor.name,
})
export abstract class Node {
  abstract id: number;

  @Field(() => ID, { name: 'id', description: 'The global id: opaque, stable through renames and moves.' })
  get globalId(): string {
    return toGlobalId(this.constructor.name, this.id);
  }
}
