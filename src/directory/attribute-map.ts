import type { PrincipalKind } from './principal.entity';

/** Which attributes of a directory's entries make a principal. */
export interface AttributeMap {
  /** What an entry is known by for life: 16 bytes in Microsoft's mixed byte order, or text. */
  readonly guid: string;

  /** Object classes and the kinds they mean; the first that an entry has decides, null says that it is no principal. */
  readonly kinds: readonly (readonly [objectClass: string, kind: PrincipalKind | null])[];

  /** The first that an entry has is its display name. */
  readonly displayName: readonly string[];

  readonly sipAddress: string;
  readonly userPrincipalName: string;
  readonly logonName: string;

  /** A number with a bit that is set where the entry is disabled. */
  readonly disabled: { readonly attribute: string; readonly bit: number };

  /** The distinguished names of a group's members. */
  readonly members: string;

  /** What is kept for LDAP filters beside all this. */
  readonly kept: readonly string[];

  /** A domain's short name, the one before the backslash of `domain\logon`. */
  readonly netbiosName: string;
}
