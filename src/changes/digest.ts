import { createHash, type Hash } from 'node:crypto';

import { inTurns } from '../eligibility/in-turns';

/** So far down the parts of a value are taken one by one: to each of thousands of things, but not into it. */
const LEVELS = 2;

/** The SHA-256 of a value, in base64url: the same for equal values, whatever the order of their keys. */
export function digest(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('base64url');
}

/** The same for a value of very many parts, with turns for others in between. */
export async function digestInTurns(value: unknown): Promise<string> {
  const hash = createHash('sha256');
  await inTurns(addTo(hash, value, LEVELS));
  return hash.digest('base64url');
}

function* addTo(hash: Hash, value: unknown, levels: number): Generator<void, void> {
  if (levels === 0 || !isComposite(value)) {
    hash.update(canonical(value));
    yield;
    return;
  }
  const isArray = Array.isArray(value);
  let before = isArray ? '[' : '{';
  for (const [name, part] of isArray ? value.entries() : fieldsOf(value)) {
    hash.update(isArray ? before : `${before}${JSON.stringify(name)}:`);
    yield* addTo(hash, part, levels - 1);
    before = ',';
  }
  hash.update(before === ',' ? '' : before).update(isArray ? ']' : '}');
}

/** Its JSON, with the keys of objects in order. */
function canonical(value: unknown): string {
  if (!isComposite(value)) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  return `{${fieldsOf(value)
    .map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`)
    .join()}}`;
}

function isComposite(value: unknown): value is object {
  return value !== null && typeof value === 'object' && !(value instanceof Date);
}

/** Those that have a value, by their names. */
function fieldsOf(value: object): [string, unknown][] {
  const fields = Object.entries(value).filter(([, part]) => part !== undefined);
  return fields.sort(([a], [b]) => (a < b ? -1 : 1));
}
