import type { PastChange } from './past-change';

const TOPOLOGY = 'what the topology has is what its document says: change that, and apply it';

const BY_TYPE: Readonly<Record<string, string>> = {
  DirectorySync: 'people and groups are changed in the directory, from where the next sync takes them',
  AccessToken: 'tokens are made and revoked by their own mutations, and no secret is given twice',
  Site: TOPOLOGY,
  SipDomain: TOPOLOGY,
};

/** Why the change of a thing is never undone, whatever became of it since; null where it may be. */
export function irrevertible({ type, operation, identity }: PastChange): string | null {
  const why = operation === 'applyTopology' ? TOPOLOGY : BY_TYPE[type];
  return why === undefined ? null : `The change of ${identity} by ${operation} can't be undone here: ${why}.`;
}
