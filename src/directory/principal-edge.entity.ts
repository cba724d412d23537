import { Entity, Index, PrimaryColumn } from 'typeorm';

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

/** One step of the directory's graph, from a group to a member or from a container to what stands directly below it. */
@Entity('principal_edges')
@Index(['childId', 'kind', 'parentId'])
export class PrincipalEdge {
  @PrimaryColumn({ type: 'varchar', length: 1 })
  kind: EdgeKind;

  @PrimaryColumn()
  parentId: number;

  @PrimaryColumn()
  childId: number;
}
