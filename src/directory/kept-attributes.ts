import { createHash } from 'node:crypto';

/** The attributes that are kept for LDAP filters unless the configuration names others. */
export const USUALLY_KEPT: readonly string[] = ['cn', 'mail', 'title', 'department', 'company'];

/** A value of an attribute as the directory has it; the name in lower case. */
export interface KeptValue {
  name: string;
  value: string;
}

/** Equal for the same values, in whichever order they come; null where there are none. */
export function digestOf(values: readonly KeptValue[]): string | null {
  if (values.length === 0) return null;
  const texts = values.map(({ name, value }) => JSON.stringify([name, value])).sort();
  return createHash('sha256').update(texts.join()).digest('hex');
}
