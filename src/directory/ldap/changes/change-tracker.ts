import type { LdapEntries } from '../ldap-entries';

/** What changed at a server since a position. */
export interface LdapChanges {
  /** The names by which to ask for what changed, by GUID; null for what is deleted, or not below the base. Some may be as they were. */
  readonly names: ReadonlyMap<string, string | null>;

  /** The GUIDs of all that there is by now; null where what changed and can't be found any more is what vanished. */
  readonly present: ReadonlySet<string> | null;

  /** From where to ask the next time. */
  readonly position: string;
}

/** A way in which servers tell what changed. */
export interface ChangeTracker {
  /** What marks call it. */
  readonly name: string;

  /** Where the server stands, so that no later change is overlooked; null where it can't be asked in this way. */
  position(entries: LdapEntries): Promise<string | null>;

  /** What changed since a position, and maybe a little before; null where the server doesn't know that any more. */
  since(position: string, entries: LdapEntries): Promise<LdapChanges | null>;
}
