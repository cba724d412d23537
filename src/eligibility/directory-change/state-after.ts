import type { EntityManager } from 'typeorm';

import type { Row } from '../../database/rows';
import { sql } from '../../database/sql';
import { EdgeKind } from '../../directory/principal-edge.entity';
import { closing, type EdgeSet } from '../adjacency';
import { inTurns } from '../in-turns';
import { PatchedAdjacency } from '../patched-adjacency';
import { recomputed } from '../recomputed-sets';
import { beyond, pages, ROWS_PER_TURN } from '../row-pages';
import { NO_SETS } from '../set-by-ordinal';
import type { DirectoryState } from './directory-state';
import type { StagedPrincipals } from './staged-principals';

export interface StateAfter {
  state: DirectoryState;
  /** Everybody but for whom all that is reached is the same as before. */
  affected: ReadonlySet<number>;
}

/** The directory after the change that a sync has staged. What the change doesn't concern is shared with that of before. */
export async function stateAfter(
  manager: EntityManager,
  before: DirectoryState,
  staged: StagedPrincipals,
): Promise<StateAfter> {
  const { size } = before;
  const isPresent = (ordinal: number) =>
    staged.arrived.has(ordinal) || (before.isPresent(ordinal) && !staged.vanished.has(ordinal));
  const [members, contents] = [patched(before.members, size), patched(before.contents, size)];
  for (const kind of Object.values(EdgeKind)) {
    const edges = kind === EdgeKind.CONTAINS ? contents : members;
    for await (const gone of stagedEdges(manager, '-', kind, staged)) remove(edges, gone);
    for await (const come of stagedEdges(manager, '+', kind, staged)) {
      add(
        edges,
        come.filter(({ parent, child }) => isPresent(parent) && isPresent(child)),
      );
    }
  }

  const containing = await inTurns(closing(contents.up, contents.down.changed()));
  const contained = await inTurns(recomputed(contents.down, before.contained, containing, NO_SETS));
  const reaching = await inTurns(closing(members.up, [...containing, ...members.down.changed()]));
  const reached = await inTurns(recomputed(members.down, before.reached, reaching, contained));
  const state: DirectoryState = {
    ...{ size, isPresent, members, contents, contained, reached },
    users: staged.usersAfter(before.users),
    activeUsers: staged.activeUsersAfter(before.activeUsers),
    mayEnterAtAll: staged.enteringAfter(before.mayEnterAtAll),
  };
  return { state, affected: new Set([...reaching, ...staged.vanished, ...staged.arrived]) };
}

interface Edge {
  parent: number;
  child: number;
}

type PatchedEdges = EdgeSet<PatchedAdjacency>;

function patched({ down, up }: EdgeSet, size: number): PatchedEdges {
  return { down: new PatchedAdjacency(size, down), up: new PatchedAdjacency(size, up) };
}

function add({ down, up }: PatchedEdges, edges: readonly Edge[]): void {
  for (const { parent, child } of edges) {
    down.add(parent, child);
    up.add(child, parent);
  }
}

function remove({ down, up }: PatchedEdges, edges: readonly Edge[]): void {
  for (const { parent, child } of edges) {
    down.remove(parent, child);
    up.remove(child, parent);
  }
}

async function* stagedEdges(
  manager: EntityManager,
  effect: '+' | '-',
  kind: EdgeKind,
  staged: StagedPrincipals,
): AsyncGenerator<Edge[]> {
  const statement = (last: Row | undefined) => sql`
    SELECT parent_id, child_id FROM staged_edges
    WHERE effect = ${effect} AND kind = ${kind} AND ${beyond(last, 'parent_id', 'child_id')}
    ORDER BY parent_id, child_id LIMIT ${ROWS_PER_TURN}`;
  for await (const rows of pages(manager, ROWS_PER_TURN, statement)) {
    yield rows.flatMap((row) => {
      const parent = staged.ordinalOf(Number(row.parent_id));
      const child = staged.ordinalOf(Number(row.child_id));
      return parent === undefined || child === undefined ? [] : [{ parent, child }];
    });
  }
}
