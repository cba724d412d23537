const ACCESS = 'totalCount pairCount nodes { principal { displayName } roomCount }';

const CHANGE = `
  plan
  operationId
  changes { path before after added { identity } removed { identity } }
  warnings { code message }
  impact { gained { ${ACCESS} } lost { ${ACCESS} } }
  invitedCount
  auditEntry { operation actor identity reason invitations { room { name } users { nodes { displayName } } } }`;

const ROOM = `
  identity version description type privacy invitations disabled contentBytes createdAt updatedAt
  category { identity } pool { fqdn } addin { name }
  members { nodes { displayName } } managers { nodes { displayName } } presenters { nodes { displayName } }`;

export const READ_ROOM = `query Room($identity: String) { room(identity: $identity) { ${ROOM} } }`;

export const NEW_ROOM = `mutation NewRoom($input: NewRoomInput!) { newRoom(input: $input) { ${CHANGE} room { ${ROOM} } } }`;

export const SET_ROOM = `mutation SetRoom($input: SetRoomInput!) { setRoom(input: $input) { ${CHANGE} room { ${ROOM} } } }`;

export const REMOVE_ROOM = `mutation RemoveRoom($input: RemoveRoomInput!) { removeRoom(input: $input) { ${CHANGE} removedId } }`;

export const SET_CATEGORY = `mutation SetCategory($input: SetCategoryInput!) { setCategory(input: $input) { ${CHANGE} } }`;

interface Named {
  displayName: string;
}

/** A room as `ROOM` asks for it. */
export interface RoomAnswer extends Record<string, unknown> {
  identity: string;
  version: number;
  members: { nodes: Named[] };
  managers: { nodes: Named[] };
  presenters: { nodes: Named[] };
}

interface AccessChanges {
  totalCount: number;
  pairCount: number;
  nodes: { principal: Named; roomCount: number }[];
}

/** What a change answers, as `CHANGE` asks for it. */
export interface ChangeAnswer {
  plan: string | null;
  operationId: string | null;
  changes: {
    path: string;
    before: unknown;
    after: unknown;
    added: { identity: string }[] | null;
    removed: { identity: string }[] | null;
  }[];
  warnings: { code: string; message: string }[];
  impact: { gained: AccessChanges; lost: AccessChanges } | null;
  invitedCount: number;
  auditEntry: {
    operation: string;
    actor: string;
    identity: string;
    reason: string | null;
    invitations: { room: { name: string } | null; users: { nodes: Named[] } }[];
  } | null;
  room: RoomAnswer | null;
}

/** The display names of a list. */
export const names = ({ nodes }: { nodes: Named[] }): string[] => nodes.map(({ displayName }) => displayName);

/** Who gains and who loses entry, by display name; null where the change has nothing to do with it. */
export function entry({ impact }: ChangeAnswer): { gained: string[]; lost: string[] } | null {
  const users = ({ nodes }: AccessChanges) => nodes.map(({ principal }) => principal.displayName);
  return impact && { gained: users(impact.gained), lost: users(impact.lost) };
}

/** A person as changes and errors name it. */
export const sip = (name: string) => ({ identity: `sip:${name}@litwareinc.com` });

/** The group "Team" as changes and errors name it. */
export const team = { identity: 'CN=Team,DC=litwareinc,DC=com' };

/** What happened to a list, as changes tell it. */
export const listed = (path: string, added: object[], removed: object[]) => ({
  path,
  before: null,
  after: null,
  added,
  removed,
});
