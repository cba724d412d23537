import { Field, InputType, registerEnumType } from 'type-graphql';

import { ErrorCode, GatewayError } from '../../errors';
import { ChangeInput } from '../change.inputs';

export enum OnError {
  ROLL_BACK = 'ROLL_BACK',
  CONTINUE = 'CONTINUE',
}
registerEnumType(OnError, {
  name: 'OnError',
  description: 'What becomes of a change of many things where one of them can not be changed.',
  valuesConfig: {
    ROLL_BACK: { description: 'Nothing is changed.' },
    CONTINUE: { description: 'The others are changed.' },
  },
});

/** What the input of every mutation of many things takes: beside what the matching list takes, and what the change of one takes. */
@InputType()
export class BulkInput extends ChangeInput {
  @Field(() => OnError, {
    nullable: true,
    description:
      'What becomes of it where one of the things can not be changed; ROLL_BACK where left out. A failure of the database undoes all in any case.',
  })
  onError?: OnError | null;
}

/**
 * Refuses a change of everything that nobody asked for in so many words. An empty or blank text says nothing: it would find what
 * nobody meant.
 *
 * @param selecting the fields of the input that say which things are meant
 * @throws GatewayError BAD_USER_INPUT where the input gives none of them.
 */
export function checkSelection<T extends BulkInput>(input: T, selecting: readonly (keyof T & string)[]): void {
  if (selecting.some((field) => isSaid(input[field]))) return;
  const [first, ...others] = selecting.map((field) => `"${field}"`);
  const choice = others.length ? `${[first, ...others.slice(0, -1)].join(', ')} or ${others.at(-1)}` : first;
  throw new GatewayError(
    ErrorCode.BAD_USER_INPUT,
    `Say which are meant, by ${choice}; "where: {}" takes all that there are.`,
    { parameter: `input.${selecting[0]}` },
  );
}

function isSaid(value: unknown): boolean {
  return typeof value === 'string' ? value.trim() !== '' : value !== undefined && value !== null;
}
