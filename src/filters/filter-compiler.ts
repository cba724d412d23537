import { and, not, notJoined, or, type Sql } from '../database/sql';
import type { GatewayError } from '../errors';
import type { FilterCondition, FilterExpression, FilterTest } from './filter-expression';
import type { FilterText } from './filter-text';

/** A test of an attribute. */
export interface AskedTest {
  readonly test: FilterTest;
  /** Makes the error for a test that the attribute doesn't take, of the end of a sentence. */
  readonly refuse: (fault: string) => GatewayError;
}

/** Compiles that any of these tests of one attribute holds, of which there is at least one, to a condition that is never null. */
export type FilterField = (tests: readonly AskedTest[]) => Sql;

/** Compiles the filters of one thing, by its attributes; their names are found whatever their case. */
export class FilterCompiler {
  private readonly fields: ReadonlyMap<string, FilterField>;
  private readonly names: string;

  constructor(fields: Readonly<Record<string, FilterField>>) {
    const names = Object.keys(fields);
    this.fields = new Map(names.map((name) => [name.toLowerCase(), fields[name]!]));
    this.names = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  }

  has(attribute: string): boolean {
    return this.fields.has(attribute.toLowerCase());
  }

  /** @throws GatewayError BAD_USER_INPUT with the `position` of an attribute that isn't known, or of a value that doesn't fit it. */
  compile(expression: FilterExpression, source: FilterText): Sql {
    let fields = 0;
    const limited = (condition: Sql) => {
      fields += 1;
      return fields > MOST_JOINED ? notJoined(condition) : condition;
    };
    const compiled = (part: FilterExpression): Sql => {
      if (part.type === 'not') return not(compiled(part.operand));
      if (part.type !== 'and') return any([part]);
      const negated = part.operands.flatMap((operand) => (operand.type === 'not' ? [operand.operand] : []));
      const others = part.operands.filter((operand) => operand.type !== 'not');
      return and([...others.map(compiled), ...(negated.length ? [not(any(negated))] : [])]);
    };
    // What is asked of one attribute is merged, for the store would look for each on its own. Only here: an attribute of many
    // values passes two tests by two of them.
    const any = (parts: readonly FilterExpression[]): Sql => {
      const alternatives = parts.flatMap(alternativesOf);
      const asked = new Map<FilterField, AskedTest[]>();
      for (const part of alternatives) {
        if (part.type !== 'condition') continue;
        const field = this.field(part, source);
        asked.set(field, [...(asked.get(field) ?? []), askedBy(part, source)]);
      }
      const others = alternatives.filter(({ type }) => type !== 'condition');
      return or([...Array.from(asked, ([field, tests]) => limited(field(tests))), ...others.map(compiled)]);
    };
    return compiled(expression);
  }

  private field({ attribute, at }: FilterCondition, source: FilterText): FilterField {
    const field = this.fields.get(attribute.toLowerCase());
    if (field) return field;
    throw source.mistake(
      at.attribute,
      `"${attribute}" is none of the attributes that are kept, which are ${this.names}`,
    );
  }
}

function alternativesOf(part: FilterExpression): readonly FilterExpression[] {
  return part.type === 'or' ? part.operands.flatMap(alternativesOf) : [part];
}

function askedBy({ test, at }: FilterCondition, source: FilterText): AskedTest {
  return { test, refuse: (fault) => source.mistake(at.value, fault) };
}

/** How many subqueries of an AND MariaDB may make one join of. */
const MOST_JOINED = 4;
