import type { FilterCondition, FilterTest } from './filter-expression';
import type { FilterText } from './filter-text';

const DEEPEST = 20;
const MOST_CONDITIONS = 200;

/** What the parsers of both languages hold to: how deep a filter is nested, and how many conditions it has. */
export abstract class FilterParser {
  private depth = 0;
  private conditions = 0;

  constructor(protected readonly source: FilterText) {}

  /** Reads what stands one step further inside. */
  protected inside<T>(offset: number, read: () => T): T {
    this.depth += 1;
    if (this.depth > DEEPEST) {
      throw this.source.excess(offset, `it is nested more than ${DEEPEST} deep`, DEEPEST);
    }
    const result = read();
    this.depth -= 1;
    return result;
  }

  protected condition(attribute: string, test: FilterTest, at: FilterCondition['at']): FilterCondition {
    this.conditions += 1;
    if (this.conditions > MOST_CONDITIONS) {
      const fault = `it has more than ${MOST_CONDITIONS} conditions`;
      throw this.source.excess(at.attribute, fault, MOST_CONDITIONS);
    }
    return { type: 'condition', attribute, test, at };
  }
}
