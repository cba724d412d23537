import { closing, closure, type EdgeSet } from '../adjacency';
import { PrincipalSet } from '../principal-set';
import { recomputed } from '../recomputed-sets';
import { NO_SETS, type SetByOrdinal } from '../set-by-ordinal';
import type { ChangedEdges } from './changed-edges';
import { grownSets } from './grown-sets';
import type { JournaledDirectory } from './journaled-directory';
import type { SetChange } from './journaled-sets';
import { type ChangedSet, SetsAfter } from './sets-after';

export interface ChangedSets {
  contained: ChangedSet[];
  reached: ChangedSet[];
}

/** The edges of a directory after a change, of both sorts. */
export interface DirectoryEdges {
  members: ChangedEdges;
  contents: ChangedEdges;
}

/** Where more edges than these change, below a node or at all, sets are sooner made anew. */
const FEW = 64;

/**
 * How the sets of a directory change with its edges, step by step. Where an edge leads to one that leads nowhere, such as a user, nothing can
 * change but whose sets have that one: those that reach it before or after. The sets that are above any other edge are made anew.
 */
export function* changedSets(
  { graph, contained, reached }: JournaledDirectory,
  edges: DirectoryEdges,
): Generator<void, ChangedSets> {
  const { members, contents } = edges;
  const onlyGrows = contents.changes.length === 0 && members.changes.every(({ more }) => more > 0);
  if (onlyGrows && members.changes.length <= FEW) return { contained: [], reached: yield* grownSets(reached, members) };
  const isLeaf = (node: number) => members.isLeaf(node) && contents.isLeaf(node);
  const [nestedMembers, nestedContents] = [nestedParents(members, isLeaf), nestedParents(contents, isLeaf)];
  const containing = yield* closing(contents.up, nestedContents);
  const reaching = yield* closing(members.up, [...containing, ...nestedMembers]);

  const changed: ChangedSets = { contained: [], reached: [] };
  const leaves = new Set<number>();
  for (const { parent, child } of contents.changes) if (isLeaf(child) && !nestedContents.has(parent)) leaves.add(child);
  for (const { parent, child } of members.changes) if (isLeaf(child) && !nestedMembers.has(parent)) leaves.add(child);
  for (const leaf of leaves) {
    const [before, after] = [above(graph, leaf), above(edges, leaf)];
    const come = { come: PrincipalSet.of(graph.size, [leaf]), gone: PrincipalSet.none(graph.size) };
    const gone = { come: come.gone, gone: come.come };
    addDifference(changed.contained, before.containers, after.containers, containing, { come, gone });
    addDifference(changed.reached, before.all, after.all, reaching, { come, gone });
    yield;
  }

  if (reaching.size > 0) {
    const containedAfter = yield* recomputed(
      contents.down,
      new SetsAfter(contained, changed.contained),
      containing,
      NO_SETS,
    );
    const reachedAfter = yield* recomputed(
      members.down,
      new SetsAfter(reached, changed.reached),
      reaching,
      containedAfter,
    );
    yield* addMade(changed.contained, graph.size, containing, contained, containedAfter);
    yield* addMade(changed.reached, graph.size, reaching, reached, reachedAfter);
  }
  return changed;
}

/** Those from which an edge that changes leads to one that leads on, or many of them to others. */
function nestedParents({ changes }: ChangedEdges, isLeaf: (node: number) => boolean): Set<number> {
  const leaves = new Map<number, number>();
  const nested = new Set<number>();
  for (const { parent, child } of changes) {
    const count = (leaves.get(parent) ?? 0) + 1;
    if (isLeaf(child)) leaves.set(parent, count);
    if (!isLeaf(child) || count > FEW) nested.add(parent);
  }
  return nested;
}

interface Above {
  containers: Set<number>;
  /** The containers, and the groups that have any of them. */
  all: Set<number>;
}

/** Those that reach a node, itself included. */
function above({ members, contents }: { members: EdgeSet; contents: EdgeSet }, node: number): Above {
  const containers = closure(contents.up, [node]);
  return { containers, all: closure(members.up, containers) };
}

function addDifference(
  changed: ChangedSet[],
  before: ReadonlySet<number>,
  after: ReadonlySet<number>,
  spared: ReadonlySet<number>,
  { come, gone }: { come: SetChange; gone: SetChange },
): void {
  for (const ordinal of after)
    if (!before.has(ordinal) && !spared.has(ordinal)) changed.push({ ordinal, change: come });
  for (const ordinal of before)
    if (!after.has(ordinal) && !spared.has(ordinal)) changed.push({ ordinal, change: gone });
}

function* addMade(
  changed: ChangedSet[],
  size: number,
  ordinals: Iterable<number>,
  before: SetByOrdinal,
  after: SetByOrdinal,
): Generator<void, void> {
  for (const ordinal of ordinals) {
    const itself = PrincipalSet.of(size, [ordinal]);
    const [old, made] = [before.at(ordinal) ?? itself, after.at(ordinal) ?? itself];
    if (made === old) continue;
    const come = made.without(old);
    const isLarger = made.size === old.size + come.size;
    const change = { come, gone: isLarger ? PrincipalSet.none(size) : old.without(made) };
    if (change.come.size + change.gone.size > 0) changed.push({ ordinal, change, made });
    yield;
  }
}
