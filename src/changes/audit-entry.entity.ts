import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { bigintColumn, jsonColumn } from '../database/json-column';
import type { RecordedChange } from './recorded-change';

/** One change of one thing, written in the transaction that made it. */
@Entity('audit_entries')
@Index(['nodeType', 'nodeId', 'sequence'])
@Index(['operationId'])
@Index(['actor', 'sequence'])
export class AuditEntry {
  @PrimaryColumn({ type: 'bigint', transformer: bigintColumn })
  sequence: number;

  /** One id for all entries of one mutation. */
  @Column({ length: 36 })
  operationId: string;

  @Column({ length: 64 })
  operation: string;

  @Column({ type: 'datetime', precision: 3 })
  at: Date;

  @Column({ length: 256 })
  actor: string;

  @Column({ length: 36 })
  requestId: string;

  @Column({ type: 'varchar', length: 1024, nullable: true })
  reason: string | null;

  /** `Room`, `Category`, … and the id in its table, which outlives the thing. */
  @Column({ length: 32 })
  nodeType: string;

  @Column()
  nodeId: number;

  /** The identity at the time. */
  @Column({ length: 600 })
  identity: string;

  @Column({ type: 'text', transformer: jsonColumn })
  changes: RecordedChange[];
}
