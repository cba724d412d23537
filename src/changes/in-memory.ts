import { Field, InputType } from 'type-graphql';

import { ErrorCode, GatewayError } from '../errors';
import { Parameter } from '../graphql/cmdlet';
import type { RequestContext } from '../graphql/context';
import type { ChangeService } from './change.service';
import { ChangeInput } from './change.inputs';
import type { ChangeOutcome } from './outcome';
import type { Plan } from './plan';
import type { Planning } from './planning';

/** What the input of a mutation takes that can also make a thing without storing it. */
@InputType()
export class InMemoryInput extends ChangeInput {
  @Parameter('InMemory')
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Check the input and answer with the thing as it would be made, but store nothing: its version is 0, its `id` leads nowhere, and there is no `plan` to confirm.',
  })
  inMemory?: boolean | null;
}

/** The plan of making a thing, with the thing as it would be. */
export interface DraftedPlan<T> extends Plan {
  draft: T;
}

/** What came of making a thing. */
export interface Made<T> {
  outcome: ChangeOutcome;
  /** The thing that was made in memory only; null where the input asks for more. */
  draft: T | null;
}

/** Makes a thing, or only what it would be. */
export async function makeOrDraft<T>(
  changes: Pick<ChangeService, 'make'>,
  context: RequestContext,
  request: { operation: string; input: InMemoryInput; plan: (planning: Planning) => Promise<DraftedPlan<T>> },
): Promise<Made<T>> {
  const { operation, input } = request;
  if (!input.inMemory) return { outcome: await changes.make(context, request), draft: null };
  if (typeof input.confirm === 'string') {
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      'Give "inMemory" or "confirm", not both: the one stores nothing, the other carries a plan out.',
      { parameter: 'input.confirm' },
    );
  }
  let draft: T | null = null;
  const plan = async (planning: Planning): Promise<Plan> => {
    const planned = await request.plan(planning);
    draft = planned.draft;
    return planned;
  };
  const outcome = await changes.make(context, { operation, input: { ...input, whatIf: true }, plan });
  return { outcome: { ...outcome, plan: null }, draft };
}
