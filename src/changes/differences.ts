import type { FieldChange } from './field-change';

/** The fields in which two states of a thing differ; null stands for no thing. */
export function differences(
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): FieldChange[] {
  return Object.keys({ ...before, ...after }).flatMap((path) => {
    const [from, to] = [before?.[path] ?? null, after?.[path] ?? null];
    return from === to ? [] : [{ path, before: from, after: to }];
  });
}
