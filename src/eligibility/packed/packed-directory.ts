import { PrincipalKind } from '../../directory/principal-kind';
import type { IndexedDirectory, MemoryUse } from '../indexed-directory';
import { presentWhere } from '../principal-graph';
import { PrincipalSet } from '../principal-set';
import { SipAddresses } from '../sip-addresses';
import { closeSets } from '../transitive-sets';
import { PackedGraph, type PackedEdgeSet } from './packed-graph';
import type { PackedPrincipals } from './packed-principals';
import { NumberedSets, type PackedSets, PackingSets, SetPacker, UnpackedSets } from './packed-sets';
import { bytesOf, sharedWords } from './shared-arrays';

/** The principals, and the edges between those that aren't missing. */
export interface PackedEdgesAndPrincipals {
  principals: PackedPrincipals;
  members: PackedEdgeSet;
  contents: PackedEdgeSet;
}

/** One version of the directory in flat arrays that threads share. */
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
    memory: memoryOf(packed),
  };
}

/**
 * With U ordinals, E edges and T bytes of text, the S sets that differ, of n principals each, take `33/32 · Σ min(4n, U/8) + 8S` and all else
 * `8E + T + 59U` bytes at most. The sum is at most `min(4 · Σn, S · U/8)`.
 */
function memoryOf(packed: PackedDirectory): MemoryUse {
  const { principals, members, contents, sets } = packed;
  const { sortKeys, displayNames, sipAddresses, sipKeys } = principals;
  const text = [sortKeys, displayNames, sipAddresses, sipKeys].reduce((sum, { bytes }) => sum + bytes.length, 0);
  const edges = members.down.targets.length + contents.down.targets.length;
  const universe = principals.ids.length;
  const reached = sets.sizes.reduce((sum, size) => sum + size, 0);
  const ofSets = Math.min(4 * reached, sets.sizes.length * Math.ceil(universe / 32) * 4);
  const identifiers = 4 * principals.ordinals.length;
  const bound = (33 / 32) * ofSets + 8 * sets.sizes.length + 8 * edges + text + 55 * universe + identifiers;
  return { bytes: bytesOf(packed), bound: Math.ceil(bound) };
}
