import type { PrincipalKind } from './principal.entity';

/** Which attributes of a directory's entries make a principal; null where a directory has none for it. */
export interface AttributeMap {
  /** What an entry is known by for life: 16 bytes in Microsoft's mixed byte order, or text. */
  readonly guid: string;

  /** Object classes and the kinds they mean; the first that an entry has decides, null says that it is no principal. */
  readonly kinds: readonly (readonly [objectClass: string, kind: PrincipalKind | null])[];

  /** The first that an entry has is its display name. */
  readonly displayName: readonly string[];

  readonly sipAddress: string | null;
  readonly userPrincipalName: string | null;
  readonly logonName: string | null;

  readonly disabled: DisabledMark | null;

  /** The distinguished names of a group's members, all of these together. */
  readonly members: readonly string[];

  /** The number of the group that a user is in without being listed there, and the SIDs that it is to be found by. */
  readonly primaryGroup: { readonly number: string; readonly sid: string } | null;

  /** A domain's short name, the one before the backslash of `domain\logon`, and which domain it is: the entry itself where that is absent. */
  readonly netbiosName: { readonly name: string; readonly domain: string } | null;

  /** The name of the site that a user belongs to. */
  readonly site: string | null;

  /** What is kept for LDAP filters beside all this. */
  readonly kept: readonly string[];
}

/** How an entry says that it is disabled: by a bit of a number, or by one of these values, or by any value at all (`*`). */
export type DisabledMark =
  | { readonly attribute: string; readonly bit: number }
  | { readonly attribute: string; readonly values: readonly string[] };

/** The attributes that a source has to read. */
export function attributesIn(map: AttributeMap): string[] {
  const single = [
    map.guid,
    map.sipAddress,
    map.userPrincipalName,
    map.logonName,
    map.disabled?.attribute,
    map.primaryGroup?.number,
    map.site,
  ];
  const all = ['objectClass', ...single, ...map.displayName, ...map.members, ...bytesIn(map)];
  return [...new Set(all.filter((attribute) => attribute != null))];
}

/** Those of them that are bytes rather than text, or may be. */
export function bytesIn(map: AttributeMap): string[] {
  return [map.guid, ...(map.primaryGroup ? [map.primaryGroup.sid] : []), ...map.kept];
}
