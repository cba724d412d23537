const IMPACT = `impact {
  gained { totalCount nodes { displayName } }
  lost { totalCount nodes { displayName } }
}`;
const CHANGE = `plan operationId changes { path before after } warnings { code message } ${IMPACT}`;
const ENTRY = 'auditEntry { operation identity reason nodeType changes { path before after } node { __typename } }';
const POLICY = 'policy { id identity scope description enablePersistentChat tenantId version site { name } }';

export const NEW_POLICY = `mutation NewPolicy($input: NewPolicyInput!) {
  newPolicy(input: $input) { ${POLICY} ${CHANGE} ${ENTRY} }
}`;
export const SET_POLICY = `mutation SetPolicy($input: SetPolicyInput!) {
  setPolicy(input: $input) { ${POLICY} ${CHANGE} ${ENTRY} }
}`;
export const REMOVE_POLICY = `mutation RemovePolicy($input: RemovePolicyInput!) {
  removePolicy(input: $input) { removedId fallenBackCount ${CHANGE} ${ENTRY} }
}`;
export const GRANT_POLICY = `mutation GrantPolicy($input: GrantPolicyInput!) {
  grantPolicy(input: $input) { principal { displayName policy { identity } } ${CHANGE} ${ENTRY} }
}`;

/** What a change of policies shows of a bulk payload besides. */
export const BULK_IMPACT = IMPACT;

export interface Users {
  totalCount: number;
  nodes: { displayName: string }[];
}

export interface PolicyChange {
  plan: string | null;
  operationId: string | null;
  warnings: { code: string; message: string }[];
  impact: { gained: Users; lost: Users } | null;
}

/** The impact as names, after looking that it shows all of them. */
export function namesOf(impact: PolicyChange['impact']): { gained: string[]; lost: string[] } | null {
  if (!impact) return null;
  const names = ({ totalCount, nodes }: Users) => {
    expect(nodes).toHaveLength(totalCount);
    return nodes.map(({ displayName }) => displayName);
  };
  return { gained: names(impact.gained), lost: names(impact.lost) };
}
