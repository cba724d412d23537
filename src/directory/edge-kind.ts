export enum EdgeKind {
  /** parent is a group, child its member */
  MEMBER = 'M',
  /** parent is the group that child, a user, is in without being listed there */
  PRIMARY = 'P',
  /** parent stands directly above child in the directory's tree */
  CONTAINS = 'C',
}

/** The kinds by which somebody is in a group. */
export const MEMBERSHIPS = [EdgeKind.MEMBER, EdgeKind.PRIMARY] as const;
