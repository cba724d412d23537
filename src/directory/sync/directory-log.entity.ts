import { Column, Entity, PrimaryColumn } from 'typeorm';

import { bigintColumn } from '../../database/json-column';

/** What a row of the log says of a change of the directory. */
export enum LogEffect {
  EDGE_ADDED = '+',
  EDGE_REMOVED = '-',
  /** What is said of the child is another thing by now, or it is new, gone or back. */
  PRINCIPAL = '*',
}

/** A step by which the directory got from one version to the next, as far as it is kept: see `logStaged`. */
@Entity('directory_log')
export class DirectoryLogRow {
  /** The number of the change that made it (`change_sequence.directory`). */
  @PrimaryColumn({ type: 'bigint', transformer: bigintColumn })
  version: number;

  @PrimaryColumn({ type: 'varchar', length: 1 })
  effect: LogEffect;

  /** As an edge has it; empty for a principal. */
  @PrimaryColumn({ type: 'varchar', length: 1 })
  kind: string;

  /** 0 for a principal. */
  @PrimaryColumn()
  parentId: number;

  @PrimaryColumn()
  childId: number;

  /** The version of the directory before it. */
  @Column({ type: 'bigint', transformer: bigintColumn })
  previous: number;
}
