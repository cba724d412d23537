import { PrincipalKind } from '../../directory/principal-kind';
import type { IndexedDirectory } from '../indexed-directory';
import { presentWhere } from '../principal-graph';
import { PrincipalSet } from '../principal-set';
import { SipAddresses } from '../sip-addresses';
import { closeSets } from '../transitive-sets';
import { PackedGraph, type PackedEdgeSet } from './packed-graph';
import type { PackedPrincipals } from './packed-principals';
import { NumberedSets, type PackedSets, PackingSets, SetPacker, UnpackedSets } from './packed-sets';
import { sharedWords } from './shared-arrays';

/** The principals, and the edges between those that aren't missing. */
export interface PackedEdgesAndPrincipals {
  principals: PackedPrincipals;
  members: PackedEdgeSet;
  contents: PackedEdgeSet;
}

/**
 * One version of the directory in flat arrays that threads share, in bytes: 16 for each edge (8 in either direction, there and back),
 * for each principal 34 and its texts, and 4·min(|S|, U/32) for each set S that differs from others, where U is how many principals there are.
 */
export interface PackedDirectory extends PackedEdgesAndPrincipals {
  sets: PackedSets;
  /** The numbers of the sets of what stands below each principal. */
  contained: Uint32Array;
  /** The numbers of the sets of all that each principal reaches. */
  reached: Uint32Array;
  /** The numbers of sets. */
  ofKind: Record<PrincipalKind, number>;
  activeUsers: number;
}

/** Works out the sets that take long. */
export function packDirectory(read: PackedEdgesAndPrincipals): PackedDirectory {
  const graph = new PackedGraph(read.principals, read.members, read.contents);
  const packer = new SetPacker(graph.size);
  // A container reaches the groups below it but not their members, so containment is closed first, by itself.
  const contained = new PackingSets(packer, sharedWords(graph.size));
  closeSets(graph.contents.down, contained);
  const reached = new PackingSets(packer, sharedWords(graph.size));
  reached.written.set(contained.written);
  closeSets(graph.members.down, reached);
  const where = (test: (ordinal: number) => boolean) =>
    packer.numberOf(PrincipalSet.of(graph.size, presentWhere(graph, test)));
  const ofKind = Object.fromEntries(
    Object.values(PrincipalKind).map((kind) => [kind, where((ordinal) => graph.kindAt(ordinal) === kind)]),
  ) as Record<PrincipalKind, number>;
  const activeUsers = where(
    (ordinal) =>
      graph.kindAt(ordinal) === PrincipalKind.USER && graph.isEnabledAt(ordinal) && graph.sipKeyAt(ordinal) !== '',
  );
  return {
    ...read,
    sets: packer.packed(),
    contained: contained.written,
    reached: reached.written,
    ofKind,
    activeUsers,
  };
}

/** What was packed, to be asked; it takes no longer for a large directory than for a small one. */
export function unpackDirectory(version: number, packed: PackedDirectory): IndexedDirectory {
  const graph = new PackedGraph(packed.principals, packed.members, packed.contents);
  const sets = new UnpackedSets(packed.sets);
  return {
    version,
    graph,
    contained: new NumberedSets(sets, packed.contained),
    reached: new NumberedSets(sets, packed.reached),
    ofKind: new Map(Object.values(PrincipalKind).map((kind) => [kind, sets.get(packed.ofKind[kind])!])),
    activeUsers: sets.get(packed.activeUsers)!,
    sip: new SipAddresses(graph, { keys: graph.sipKeys }),
  };
}
