import { createHash } from 'node:crypto';

import type { LdapSettings } from '../ldap-settings';

/** What the store takes. */
const MOST_CHARACTERS = 4000;

/** A domain controller forgets a deleted object after 60 days by default: long before that the mark is worth nothing. */
const LONGEST_MS = 30 * 24 * 60 * 60 * 1000;

/** Where a reading ended. */
export interface LdapMark {
  /** The tracker by which the server tells what changed since. */
  by: string;
  position: string;
  /** When the reading began, ISO 8601. */
  at: string;
  /** What was read and as whom: with other settings, what didn't change says something else too. */
  of: string;
}

/** The mark as the store keeps it; null where it is too long to be kept. */
export function markText(by: string, position: string, at: Date, settings: LdapSettings): string | null {
  const mark: LdapMark = { by, position, at: at.toISOString(), of: settingsDigest(settings) };
  const text = JSON.stringify(mark);
  return text.length <= MOST_CHARACTERS ? text : null;
}

/** The mark that a text is; null where it is none, too old, or of other settings. */
export function markIn(text: string, now: Date, settings: LdapSettings): LdapMark | null {
  const mark = parsed(text);
  if (!mark || mark.of !== settingsDigest(settings)) return null;
  return now.getTime() - Date.parse(mark.at) <= LONGEST_MS ? mark : null;
}

function parsed(text: string): LdapMark | null {
  try {
    return JSON.parse(text) as LdapMark;
  } catch {
    return null;
  }
}

function settingsDigest({ kind, base, account, attributeMap, netbiosNames, ignoreReferrals }: LdapSettings): string {
  const all = [kind, base, account.user, attributeMap, [...(netbiosNames ?? [])], ignoreReferrals];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 32);
}
