import { Policies1795405200000 } from '../../src/database/migrations/2026-11-22-policies.migration';
import { makeStoreBefore } from './store-before';

const COLUMNS =
  'id, guid, kind, display_name, display_name_key, sort_key, sip_key, distinguished_name, dn_key, enabled, missing';

/** Ids of principals of a store that had no policies yet. */
export const OLD = { ann: 1, bob: 2, disabled: 3, silent: 4, missing: 5, group: 6 };

/** Makes a store of the release before policies in an empty database: two users who can enter rooms, and four principals who can't. */
export function makeStoreWithoutPolicies(url: string): Promise<void> {
  const row = (id: number, { kind = 'USER', sip = `'sip:${id}'`, enabled = 1, missing = 0 } = {}) =>
    `(${id}, 'guid ${id}', '${kind}', 'P${id}', 'p${id}', 'p${id}', ${sip}, 'CN=${id}', 'dn ${id}', ${enabled}, ${missing})`;
  const rows = [
    row(OLD.ann),
    row(OLD.bob),
    row(OLD.disabled, { enabled: 0 }),
    row(OLD.silent, { sip: 'NULL' }),
    row(OLD.missing, { missing: 1 }),
    row(OLD.group, { kind: 'GROUP' }),
  ];
  return makeStoreBefore(url, Policies1795405200000, [
    `INSERT INTO principals (${COLUMNS}) VALUES ${rows.join(', ')}`,
    'UPDATE change_sequence SET last = 41, directory = 7',
  ]);
}
