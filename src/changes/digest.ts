import { createHash } from 'node:crypto';

/** The SHA-256 of a value, in base64url: the same for equal values, whatever the order of their keys. */
export function digest(value: unknown): string {
  const canonical = JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part) && !(part instanceof Date)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
  return createHash('sha256').update(canonical).digest('base64url');
}
