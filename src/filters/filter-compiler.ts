import { and, not, or, sql, type Sql } from '../database/sql';
import type { GatewayError } from '../errors';
import type { FilterCondition, FilterExpression, FilterTest } from './filter-expression';
import type { FilterText } from './filter-text';

/**
 * Compiles a test of one attribute to a condition that is never null.
 *
 * @param refuse makes the error for a test that the attribute doesn't take, of the end of a sentence
 */
export type FilterField = (test: FilterTest, refuse: (fault: string) => GatewayError) => Sql;

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
    let conditions = 0;
    const compiled = (part: FilterExpression): Sql => {
      switch (part.type) {
        case 'and':
          return and(part.operands.map(compiled));
        case 'or':
          return or(part.operands.map(compiled));
        case 'not':
          return not(compiled(part.operand));
        case 'condition':
          conditions += 1;
          return conditions > MOST_JOINED ? notJoined(this.condition(part, source)) : this.condition(part, source);
      }
    };
    return compiled(expression);
  }

  private condition({ attribute, test, at }: FilterCondition, source: FilterText): Sql {
    const field = this.fields.get(attribute.toLowerCase());
    if (field) return field(test, (fault) => source.mistake(at.value, fault));
    throw source.mistake(
      at.attribute,
      `"${attribute}" is none of the attributes that are kept, which are ${this.names}`,
    );
  }
}

/** MariaDB makes one join of all the subqueries of an AND, and would take minutes to plan it with dozens of them. */
const MOST_JOINED = 4;

/** The same condition where the store doesn't look for subqueries to join. */
const notJoined = (condition: Sql): Sql => sql`CASE WHEN ${condition} THEN 1 ELSE 0 END = 1`;
