import { foldedKey, sortKey } from '../../../src/database/text-keys';
import { Principal, PrincipalKind } from '../../../src/directory/principal.entity';

/** The row of a principal, of which only what eligibility looks at is said. */
export function principalRow(
  id: number,
  {
    displayName,
    sip,
    ...said
  }: Partial<Pick<Principal, 'kind' | 'displayName' | 'enabled' | 'missing' | 'siteName' | 'siteKey' | 'policyId'>> & {
    sip?: string | null;
  },
): Partial<Principal> {
  const name = displayName ?? `Principal ${id}`;
  const address = sip === undefined ? `sip:p${id}@litwareinc.com` : sip;
  return {
    id,
    guid: `00000000-0000-0000-0000-${String(id).padStart(12, '0')}`,
    kind: PrincipalKind.USER,
    displayName: name,
    displayNameKey: foldedKey(name),
    sortKey: sortKey(name),
    sipAddress: address,
    sipKey: address && foldedKey(address),
    distinguishedName: `CN=${id}`,
    dnKey: String(id).padStart(64, '0'),
    enabled: true,
    missing: false,
    ...said,
  };
}
