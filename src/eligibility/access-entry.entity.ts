import { Entity, Index, PrimaryColumn } from 'typeorm';

/** The access lists: three of a category, three of a room. The list tells which kind of thing its owner is. */
export enum AccessList {
  ALLOWED = 'ALLOWED',
  DENIED = 'DENIED',
  CREATORS = 'CREATORS',
  MEMBERS = 'MEMBERS',
  MANAGERS = 'MANAGERS',
  PRESENTERS = 'PRESENTERS',
}

/** An access control entry: a principal on a list of a category or room. */
@Entity('access_entries')
@Index(['principalId', 'list', 'ownerId'])
export class AccessEntry {
  @PrimaryColumn({ type: 'varchar', length: 10 })
  list: AccessList;

  @PrimaryColumn()
  ownerId: number;

  @PrimaryColumn()
  principalId: number;
}
