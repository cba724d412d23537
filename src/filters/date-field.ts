import type { Sql } from '../database/sql';
import type { FilterField } from './filter-compiler';
import type { FilterValue } from './filter-expression';
import { valueField } from './filter-fields';

const DATE = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/i;

/**
 * A column of times.
 *
 * @param bind makes of a time what the store's driver takes
 */
export function dateField(column: Sql, bind: (time: Date) => unknown): FilterField {
  const read = (value: FilterValue) => {
    const time = timeOf(value);
    return time && bind(time);
  };
  return valueField(
    column,
    read,
    'a quoted time such as "2026-11-22" or "2026-11-22T18:30:00Z", in UTC where it names no zone',
  );
}

function timeOf(value: FilterValue): Date | null {
  const match = typeof value === 'string' ? DATE.exec(value) : null;
  if (!match) return null;
  const [text, day, zone] = match as unknown as [string, string, string | undefined];
  const time = new Date(text.length > day.length && !zone ? `${text}Z` : text);
  return isNaN(time.getTime()) || !isDay(day) ? null : time;
}

/** Whether the month has that day: JavaScript counts on into the next one. */
function isDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}
