import { type ClassType, Field, ID } from 'type-graphql';

import { AuditEntry } from '../../changes/audit-entry.entity';
import { ChangeKind } from '../../changes/change-kind';
import { ALL, not, sql } from '../../database/sql';
import { principalByIdentity } from '../../directory/principal.loaders';
import { asciiText, type FieldCompiler, Filter, refuseNull, text, value } from '../../graphql/filter';
import { Combinable, FilterType } from '../../graphql/filter-type';
import {
  DateTimeFilter,
  type EnumFilter,
  enumFilter,
  NullableStringFilter,
  NullFilter,
  StringFilter,
} from '../../graphql/filter.inputs';
import { fromGlobalId } from '../../graphql/node';

const ChangeKindFilter: ClassType<EnumFilter<ChangeKind>> = enumFilter<ChangeKind>(ChangeKind, 'ChangeKind');

@FilterType('an audit entry')
export class AuditEntryFilter extends Combinable<AuditEntryFilter> {
  @Field(() => StringFilter, { nullable: true, description: 'Who made the change, as it was called.' })
  actor?: StringFilter;

  @Field(() => String, {
    nullable: true,
    description: 'Made with a token that speaks for this principal. Any form of identity.',
  })
  principal?: string;

  @Field(() => StringFilter, { nullable: true, description: 'The mutation, such as `setRoom`.' })
  operation?: StringFilter;

  @Field(() => StringFilter, { nullable: true, description: 'The id that all entries of one mutation share.' })
  operationId?: StringFilter;

  @Field(() => StringFilter, { nullable: true, description: 'The type of the thing, such as `Room`.' })
  nodeType?: StringFilter;

  @Field(() => ID, { nullable: true, description: 'The global id of the thing, which may be gone.' })
  node?: string;

  @Field(() => StringFilter, { nullable: true, description: 'The identity of the thing at the time.' })
  identity?: StringFilter;

  @Field(() => ChangeKindFilter, { nullable: true, description: 'What happened to the thing.' })
  kind?: EnumFilter<ChangeKind>;

  @Field(() => NullableStringFilter, { nullable: true, description: 'Why, as the caller said.' })
  reason?: NullableStringFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When the change was made.' })
  at?: DateTimeFilter;

  @Field(() => StringFilter, { nullable: true, description: 'The request that made the change.' })
  requestId?: StringFilter;

  @Field(() => NullFilter, {
    nullable: true,
    description: 'Whether it undid the change of another entry: `{ isNull: false }` takes those that did.',
  })
  reverts?: NullFilter;

  @Field(() => NullFilter, {
    nullable: true,
    description: 'Whether another entry undid its change: `{ isNull: true }` takes those that none did.',
  })
  revertedBy?: NullFilter;
}

const isBy: FieldCompiler<string> = async (identity, { context, column, path }) => {
  const { id } = await context.the(principalByIdentity).load({ identity, parameter: path });
  const principalId = column('principalId');
  return sql`(${principalId} IS NOT NULL AND ${principalId} = ${id})`;
};

const isOf: FieldCompiler<string> = (globalId, { column, path }) => {
  const { type, id } = fromGlobalId(globalId, path);
  return sql`(${column('nodeType')} = ${type} AND ${column('nodeId')} = ${id})`;
};

const isReverted: FieldCompiler<NullFilter> = ({ isNull }, { column, path }) => {
  if (isNull === undefined) return ALL;
  refuseNull(isNull, `${path}.isNull`);
  const undone = sql`EXISTS (SELECT 1 FROM audit_entries undoing WHERE undoing.reverts = ${column('id')})`;
  return isNull ? not(undone) : undone;
};

export const auditEntryFilter = new Filter<AuditEntryFilter>(AuditEntry, {
  actor: text('actorKey'),
  principal: isBy,
  operation: asciiText('operation'),
  operationId: text('operationId'),
  nodeType: asciiText('nodeType'),
  node: isOf,
  identity: text('identityKey'),
  kind: value('kind'),
  reason: text('reasonKey'),
  at: value('at'),
  requestId: asciiText('requestId'),
  reverts: value('reverts'),
  revertedBy: isReverted,
});
