import { Field, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { bigintColumn, jsonColumn } from '../database/json-column';
import type { KeptRow } from '../database/kept-row';
import { Node } from '../graphql/node';
import { UuidScalar } from '../graphql/scalars';
import { ChangeKind } from './change-kind';
import { FieldChange } from './field-change';

@ObjectType({ implements: Node, description: 'One change of one thing, recorded in the transaction that made it.' })
@Entity('audit_entries')
@Index(['nodeType', 'nodeId', 'id'])
@Index(['operationId'])
@Index(['actorKey', 'id'])
@Index(['principalId', 'id'])
@Index(['at'])
@Index(['reverts'])
export class AuditEntry extends Node {
  /** Its number in the change sequence: entries are ordered as they were committed. */
  @PrimaryColumn({ type: 'bigint', transformer: bigintColumn })
  id: number;

  @Field(() => UuidScalar, { description: 'One id for all the entries of one mutation.' })
  @Column({ length: 36 })
  operationId: string;

  @Field({ description: 'The mutation, such as `setRoom`.' })
  @Column({ length: 64 })
  operation: string;

  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  @Column({ type: 'datetime', precision: 3 })
  at: Date;

  @Field({ description: 'Who made it, as it was called: the identity of a principal, or the name of a token.' })
  @Column({ length: 512 })
  actor: string;

  /** Folded, for searches; so are the other keys. */
  @Column({ length: 512 })
  actorKey: string;

  @Column({ type: 'int', nullable: true })
  tokenId: number | null;

  @Column({ type: 'int', nullable: true })
  principalId: number | null;

  @Field({ description: 'The request that made it, as in the `x-request-id` header.' })
  @Column({ length: 64 })
  requestId: string;

  @Field(() => String, { nullable: true, description: 'Why, as the caller said; null where nobody did.' })
  @Column({ type: 'varchar', length: 1024, nullable: true })
  reason: string | null;

  @Column({ type: 'varchar', length: 2048, nullable: true })
  reasonKey: string | null;

  @Field({ description: 'The type of the thing, such as `Room`.' })
  @Column({ length: 32 })
  nodeType: string;

  /** The id in its table, which outlives the thing and is never given again. */
  @Column()
  nodeId: number;

  @Field({ description: 'The identity of the thing at the time.' })
  @Column({ length: 1024 })
  identity: string;

  @Column({ length: 2048 })
  identityKey: string;

  @Field(() => ChangeKind, { description: 'What happened to the thing.' })
  @Column({ type: 'varchar', length: 8, default: ChangeKind.CHANGED })
  kind: ChangeKind;

  @Field(() => [FieldChange], { description: 'What happened to each field.' })
  @Column({ type: 'text', transformer: jsonColumn })
  changes: FieldChange[];

  /** The row of a thing that was removed, to make it again; null for others, and from before it was kept. */
  @Column({ type: 'text', nullable: true, transformer: jsonColumn })
  removedRow: KeptRow | null;

  /** The number of the entry whose change this one undid. */
  @Column({ type: 'bigint', nullable: true, transformer: bigintColumn })
  reverts: number | null;
}
