import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { jsonColumn } from '../database/json-column';

/** The first answer to a mutation that came with an idempotency key. */
@Entity('idempotent_answers')
@Index(['createdAt'])
export class IdempotentAnswer {
  /** The actor's key, not its name. */
  @PrimaryColumn({ length: 32 })
  actor: string;

  @PrimaryColumn({ length: 128 })
  key: string;

  /** Digest of the operation and its input: the same key with another input is an error. */
  @Column({ length: 64 })
  inputDigest: string;

  @Column({ type: 'text', transformer: jsonColumn })
  answer: unknown;

  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;
}
