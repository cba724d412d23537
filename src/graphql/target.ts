import { ArgsType, Field, ID } from 'type-graphql';

import { ErrorCode, GatewayError } from '../errors';
import { Parameter } from './cmdlet';
import { fromGlobalId } from './node';

/** How a thing is named: by one of the two. */
export interface Target {
  identity?: string | null;
  id?: string | null;
}

@ArgsType()
export class TargetArgs implements Target {
  @Parameter('Identity')
  @Field(() => String, { nullable: true, description: 'The identity of the thing; give this or `id`.' })
  identity?: string | null;

  @Field(() => ID, { nullable: true, description: 'The global id of the thing; give this or `identity`.' })
  id?: string | null;
}

/** Which of its two names a thing was called by; an id is read back to the store's own. */
export type NamedBy = { id: number } | { identity: string };

/** What an input calls the two. */
interface TargetNames {
  identity: string;
  id: string;
}

const USUAL_NAMES: TargetNames = { identity: 'identity', id: 'id' };

/** Checks that a thing is named in exactly one way; `prefix` stands before the input's names, such as `input.`. */
export function namedBy(type: string, { identity, id }: Target, prefix = '', names = USUAL_NAMES): NamedBy {
  const given = [identity, id].filter((name) => typeof name === 'string').length;
  if (given !== 1) {
    const message = given
      ? `Give "${names.identity}" or "${names.id}", not both.`
      : `Say which one is meant, by "${names.identity}" or by "${names.id}".`;
    throw new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter: `${prefix}${names.identity}` });
  }
  if (typeof identity === 'string') return { identity };
  const reference = fromGlobalId(id!, `${prefix}${names.id}`);
  if (reference.type !== type) {
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `"${id}" is an id of the type ${reference.type}, not of the type ${type}.`,
      {
        parameter: `${prefix}${names.id}`,
      },
    );
  }
  return { id: reference.id };
}
