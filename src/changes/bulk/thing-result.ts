import { Field, ObjectType } from 'type-graphql';

import { ErrorCode } from '../../errors';
import { Connection, type ConnectionArgs, connectionOf, type Page, pageRequest } from '../../graphql/connection';
import { decodeCursor, encodeCursor } from '../../graphql/cursor';
import { cutPage } from '../../graphql/cut-page';
import { FieldChange } from '../field-change';

/** What many things have in common when they change. */
const FEW_FIELDS = 5;

@ObjectType({ description: 'Why one of many things can not be changed: what an error would say of it alone.' })
export class ResultError {
  @Field(() => ErrorCode, { description: 'What is wrong.' })
  code: ErrorCode;

  @Field({ description: 'A whole sentence.' })
  message: string;

  @Field(() => String, {
    nullable: true,
    description: 'The path of the input at fault; null where none of it is.',
  })
  parameter: string | null;
}

@ObjectType({
  description: 'What became, or under `whatIf` would become, of one of the things that a change of many is about.',
})
export class ThingResult {
  type: string;

  id: number;

  @Field({ description: 'The identity of the thing before the change.' })
  identity: string;

  @Field(() => [FieldChange], {
    description: 'What changed of it; empty where it is as the input says already, and where it can not be changed.',
    complexity: ({ childComplexity }) => FEW_FIELDS * childComplexity,
  })
  changes: FieldChange[];

  @Field(() => ResultError, { nullable: true, description: 'Why it can not be changed; null where it can.' })
  error: ResultError | null;
}

export const ThingResultConnection = connectionOf(ThingResult);

const LIST = 'thingResult';

/** An undoing may be about things of several types. */
type Place = readonly [rank: number, type: string, id: number];

/**
 * A page of results.
 *
 * @param results in the order of `compareResults`
 * @param total how many there are, where only the first of them are given
 */
export function resultConnection(
  results: readonly ThingResult[],
  total: number,
  args: ConnectionArgs,
): Connection<ThingResult> {
  const request = pageRequest(args);
  const load = async (): Promise<Page<ThingResult>> => {
    const after = request.after === null ? null : placeFrom(request.after, 'after');
    const before = request.before === null ? null : placeFrom(request.before, 'before');
    const within = results.filter(
      (result) => (!after || compare(placeOf(result), after) > 0) && (!before || compare(placeOf(result), before) < 0),
    );
    const found = request.backward ? within.slice(-request.size - 1) : within.slice(0, request.size + 1);
    const { kept, ...others } = cutPage(request, found);
    return { ...others, entries: kept.map((node) => ({ node, cursor: encodeCursor(LIST, placeOf(node)) })) };
  };
  return new Connection(load, () => Promise.resolve(total));
}

/** The failed ones first, each part by type and id. */
export function compareResults(a: ThingResult, b: ThingResult): number {
  return compare(placeOf(a), placeOf(b));
}

function placeOf({ type, id, error }: ThingResult): Place {
  return [error ? 0 : 1, type, id];
}

function placeFrom(cursor: string, parameter: string): Place {
  return decodeCursor(cursor, LIST, ['number', 'text', 'number'], parameter);
}

function compare([rank, type, id]: Place, [otherRank, otherType, otherId]: Place): number {
  if (rank !== otherRank) return rank - otherRank;
  if (type !== otherType) return type < otherType ? -1 : 1;
  return id - otherId;
}
