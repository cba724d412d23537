/** A piece of SQL with `?` placeholders and their values, in order; both stores' drivers take it as it is. */
export class Sql {
  constructor(
    readonly text: string,
    readonly values: readonly unknown[] = [],
  ) {}
}

/**
 * Builds SQL from a template: an interpolated {@link Sql} is inserted, an array becomes a list of placeholders (an empty
 * one `NULL`, which neither equals anything nor differs from it), anything else becomes one placeholder. Nothing but
 * literal template text reaches the statement.
 */
export function sql(strings: TemplateStringsArray, ...parts: unknown[]): Sql {
  let text = strings[0]!;
  const values: unknown[] = [];
  parts.forEach((part, i) => {
    if (part instanceof Sql) {
      text += part.text;
      values.push(...part.values);
    } else if (Array.isArray(part)) {
      text += part.length ? part.map(() => '?').join(', ') : 'NULL';
      values.push(...(part as unknown[]));
    } else {
      text += '?';
      values.push(part);
    }
    text += strings[i + 1]!;
  });
  return new Sql(text, values);
}

export const ALL = new Sql('1 = 1');
export const NONE = new Sql('1 = 0');

/** A name or keyword that the code itself wrote; never anything from a request. */
export const raw = (text: string): Sql => new Sql(text);

export function join(parts: readonly Sql[], separator: string): Sql {
  return new Sql(
    parts.map((part) => part.text).join(separator),
    parts.flatMap((part) => part.values),
  );
}

/** SQLite takes 32,766 values in a statement, and 500 selects in a union. */
const MOST_VALUES = 30_000;
const MOST_SELECTS = 500;

/** Joins selects to unions of all their rows, as few as the stores take. */
export function unions(selects: readonly Sql[]): Sql[] {
  const groups: Sql[][] = [];
  let values = Infinity;
  for (const select of selects) {
    values += select.values.length;
    if (values > MOST_VALUES || groups.at(-1)!.length === MOST_SELECTS) {
      groups.push([]);
      values = select.values.length;
    }
    groups.at(-1)!.push(select);
  }
  return groups.map((group) => join(group, ' UNION ALL '));
}

export function and(conditions: readonly Sql[]): Sql {
  const kept = conditions.filter((condition) => condition !== ALL);
  if (kept.length < 2) return kept[0] ?? ALL;
  return sql`(${join(kept, ' AND ')})`;
}

export function or(conditions: readonly Sql[]): Sql {
  if (conditions.length < 2) return conditions[0] ?? NONE;
  return sql`(${join(conditions, ' OR ')})`;
}

export const not = (condition: Sql): Sql => sql`NOT (${condition})`;

/** The same condition where MariaDB doesn't look for subqueries to join: it would take minutes to plan one join of dozens of them. */
export const notJoined = (condition: Sql): Sql => sql`CASE WHEN ${condition} THEN 1 ELSE 0 END = 1`;

/** A list of ids for `IN (…)`, written out: ids are numbers of our own, and there may be more of them than a statement takes placeholders. */
export function idList(ids: Iterable<number>): Sql {
  const list = Array.from(ids, (id) => Math.trunc(id));
  return raw(list.length ? list.join(',') : 'NULL');
}
