import { EdgeKind } from '../../directory/edge-kind';
import { ChangedEdges, type EdgeChange } from './changed-edges';
import { ChangedPrincipals } from './changed-principals';
import { changedSets } from './changed-sets';
import type { DirectoryTail } from './directory-tail';
import type { EdgeSetHistories } from './journal';
import { JournaledDirectory } from './journaled-directory';
import { JournaledGraph } from './journaled-graph';
import type { SetHistories } from './journaled-sets';
import type { ChangedSet } from './sets-after';

/** A directory that followed a change. */
export interface Followed {
  directory: JournaledDirectory;
  /** The ordinals of those of whom something else is said. */
  changed: number[];
}

/**
 * The newest directory of a journal after a change, as the next step there. It costs by what changes, not by how large the directory
 * is. Nothing is added to the journal before the last step of the work, so that it may be given up; only one at a time is to be worked out.
 *
 * @returns null where there are more new principals than ordinals for them, or where the journal has gone on without the directory
 */
export function* directoryAfter(before: JournaledDirectory, tail: DirectoryTail): Generator<void, Followed | null> {
  const { journal, graph } = before;
  const principals = yield* ChangedPrincipals.of(before, tail.principals);
  if (!principals.fit || graph.step !== journal.step) return null;
  const isContents = (kind: EdgeKind) => kind === EdgeKind.CONTAINS;
  const edges = {
    members: new ChangedEdges(
      graph.members,
      edgeChanges(tail, principals, (kind) => !isContents(kind)),
    ),
    contents: new ChangedEdges(graph.contents, edgeChanges(tail, principals, isContents)),
  };
  const sets = yield* changedSets(before, edges);
  const { displaced, order } = principals.order();
  yield;

  const step = journal.step + 1;
  for (const siteKey of principals.newSites) journal.addSite(siteKey);
  for (const [ordinal, principal] of principals.changed) journal.principals.add(step, ordinal, principal);
  addEdges(journal.members, step, edges.members);
  addEdges(journal.contents, step, edges.contents);
  addSets(journal.contained, step, sets.contained);
  addSets(journal.reached, step, sets.reached);
  journal.step = step;
  const after = new JournaledGraph(journal, step, principals.used, displaced, order);
  return {
    directory: new JournaledDirectory(tail.version, journal, after, principals.sets(after)),
    changed: [...principals.changed.keys()],
  };
}

function* edgeChanges(
  { edges }: DirectoryTail,
  principals: ChangedPrincipals,
  isMeant: (kind: EdgeKind) => boolean,
): Generator<EdgeChange> {
  for (const { kind, parentId, childId, comes } of edges) {
    if (!isMeant(kind)) continue;
    const [parent, child] = [principals.ordinalOf(parentId), principals.ordinalOf(childId)];
    if (parent !== undefined && child !== undefined) yield { parent, child, more: comes ? 1 : -1 };
  }
}

function addEdges(histories: EdgeSetHistories, step: number, { changes }: ChangedEdges): void {
  for (const { parent, child, more } of changes) {
    for (let i = 0; i < Math.abs(more); i++) histories.add(step, parent, child, more > 0);
  }
}

function addSets(histories: SetHistories, step: number, sets: readonly ChangedSet[]): void {
  for (const { ordinal, change, made } of sets) histories.add(step, ordinal, change, made);
}
