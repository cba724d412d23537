import type { Store } from '../../src/database/store';
import { type EdgeKind, PrincipalEdge } from '../../src/directory/principal-edge.entity';
import { Principal } from '../../src/directory/principal.entity';

/** What a store says of a directory, without the ids that it has given. */
export interface DirectoryContents {
  /** Those who are there, by their GUIDs. */
  principals: Record<string, Partial<Principal>>;
  /** All edges, as `kind parent child`, the ends by their GUIDs; in order. */
  edges: string[];
}

export async function contentsOf({ read }: Store): Promise<DirectoryContents> {
  const principals = await read.find(Principal, { order: { guid: 'ASC' } });
  const guids = new Map(principals.map(({ id, guid }) => [id, guid]));
  const edges = await read.find(PrincipalEdge);
  return {
    principals: Object.fromEntries(
      principals
        .filter(({ missing }) => !missing)
        .map(({ id: _id, sourceId: _source, membersDigest: _digest, ...rest }) => [rest.guid, rest]),
    ),
    edges: edges.map(({ kind, parentId, childId }) => `${kind} ${guids.get(parentId)} ${guids.get(childId)}`).sort(),
  };
}

/** The edges of a kind as `parent > child`, by display names; in order. */
export async function edgesOf({ read }: Store, kind: EdgeKind): Promise<string[]> {
  const names = new Map((await read.find(Principal)).map(({ id, displayName }) => [id, displayName]));
  const edges = await read.findBy(PrincipalEdge, { kind });
  return edges.map(({ parentId, childId }) => `${names.get(parentId)} > ${names.get(childId)}`).sort();
}

/** Who is in the directory, and in brackets who is missing, by display names; in order. */
export async function namesOf({ read }: Store): Promise<string[]> {
  const principals = await read.find(Principal);
  return principals.map(({ displayName, missing }) => (missing ? `(${displayName})` : displayName)).sort();
}
