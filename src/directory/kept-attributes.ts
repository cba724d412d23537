/** The attributes that are kept for filters unless the configuration names others. */
export const USUALLY_KEPT: readonly string[] = ['cn', 'mail', 'title', 'department', 'company'];

/** A value of an attribute as the directory has it; the name in lower case. */
export interface KeptValue {
  name: string;
  value: string;
}
