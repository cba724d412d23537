import { PrincipalKind } from '../../directory/principal.entity';
import { closing, type EdgeSet } from '../adjacency';
import type { EligibilityIndex } from '../eligibility-index';
import { PrincipalSet } from '../principal-set';
import type { SetByOrdinal } from '../set-by-ordinal';

/** The same before and after a change. */
export interface Sides<T> {
  before: T;
  after: T;
}

/** The directory before a change, or after it, on the same ordinals: those of the index, and after them those who are new. */
export interface DirectoryState {
  /** Ordinals are below it. */
  size: number;
  isPresent: (ordinal: number) => boolean;
  members: EdgeSet;
  contents: EdgeSet;
  /** As an index has them: of those who are present. */
  contained: SetByOrdinal;
  reached: SetByOrdinal;
  users: PrincipalSet;
  activeUsers: PrincipalSet;
  /** Those of the active ones whose policies enable Persistent Chat. */
  mayEnterAtAll: PrincipalSet;
}

/** @param size leaves room for those who are new after the change. */
export function stateBefore(index: EligibilityIndex, size: number): DirectoryState {
  const { graph, contained, reached } = index.directory;
  return {
    size,
    isPresent: (ordinal) => ordinal < graph.size && !graph.isMissingAt(ordinal),
    members: graph.members,
    contents: graph.contents,
    contained,
    reached,
    users: index.ofKinds([PrincipalKind.USER]),
    activeUsers: index.activeUsers,
    mayEnterAtAll: index.mayEnterAtAll,
  };
}

/** Everything that a principal reaches, itself included. */
export function reachOf({ size, isPresent, reached }: DirectoryState, ordinal: number): PrincipalSet {
  if (!isPresent(ordinal)) return PrincipalSet.none(size);
  return reached.at(ordinal) ?? PrincipalSet.of(size, [ordinal]);
}

/** Everything that reaches any of the principals, themselves included, step by step. */
export function* ancestorsOf(state: DirectoryState, ordinals: PrincipalSet): Generator<void, PrincipalSet> {
  const containers = yield* closing(state.contents.up, ordinals.toArray().filter(state.isPresent));
  return PrincipalSet.of(state.size, [...(yield* closing(state.members.up, containers))]);
}
