import { getArgumentValues, type GraphQLError, type GraphQLResolveInfo, type ResponsePath } from 'graphql';

import type { CompiledOperation } from './compiled-operation';
import type { PlannedField } from './planned-field';

type Variables = GraphQLResolveInfo['variableValues'];
type Arguments = Record<string, unknown>;

const NO_ARGUMENTS: Arguments = Object.freeze({});

/** One run of an operation: what it was given, and what failed so far. */
export class Execution {
  readonly errors: GraphQLError[] = [];
  private readonly nulled = new Set<ResponsePath | undefined>();
  private readonly read = new Map<PlannedField, Arguments>();

  constructor(
    readonly compiled: CompiledOperation,
    readonly rootValue: unknown,
    readonly contextValue: unknown,
    readonly variableValues: Variables,
  ) {}

  /** The same for every object that has the field. */
  argumentsOf(field: PlannedField): Arguments {
    if (field.definition.args.length === 0) return NO_ARGUMENTS;
    const known = this.read.get(field);
    if (known) return known;
    const values = getArgumentValues(field.definition, field.nodes[0]!, this.variableValues);
    this.read.set(field, values);
    return values;
  }

  /**
   * Keeps an error, unless its place became null by another before.
   *
   * @param path of what becomes null; undefined for the whole answer
   */
  fail(error: GraphQLError, path: ResponsePath | undefined): void {
    for (let place = path; place !== undefined; place = place.prev) if (this.nulled.has(place)) return;
    if (this.nulled.has(undefined)) return;
    this.nulled.add(path);
    this.errors.push(error);
  }
}
