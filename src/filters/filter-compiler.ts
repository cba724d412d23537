import { and, not, or, type Sql } from '../database/sql';
import type { GatewayError } from '../errors';
import type { FilterExpression, FilterTest } from './filter-expression';
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
    switch (expression.type) {
      case 'and':
        return and(expression.operands.map((operand) => this.compile(operand, source)));
      case 'or':
        return or(expression.operands.map((operand) => this.compile(operand, source)));
      case 'not':
        return not(this.compile(expression.operand, source));
      case 'condition': {
        const { attribute, test, at } = expression;
        const field = this.fields.get(attribute.toLowerCase());
        if (field) return field(test, (fault) => source.mistake(at.value, fault));
        const fault = `"${attribute}" is none of the attributes that are kept, which are ${this.names}`;
        throw source.mistake(at.attribute, fault);
      }
    }
  }
}
