import { Field, ID } from 'type-graphql';

import { AuditEntry } from '../../changes/audit-entry.entity';
import { sql } from '../../database/sql';
import { principalByIdentity } from '../../directory/principal.loaders';
import { asciiText, type FieldCompiler, Filter, text, value } from '../../graphql/filter';
import { Combinable, FilterType } from '../../graphql/filter-type';
import { DateTimeFilter, NullableStringFilter, StringFilter } from '../../graphql/filter.inputs';
import { fromGlobalId } from '../../graphql/node';

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

  @Field(() => NullableStringFilter, { nullable: true, description: 'Why, as the caller said.' })
  reason?: NullableStringFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When the change was made.' })
  at?: DateTimeFilter;

  @Field(() => StringFilter, { nullable: true, description: 'The request that made the change.' })
  requestId?: StringFilter;
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

export const auditEntryFilter = new Filter<AuditEntryFilter>(AuditEntry, {
  actor: text('actorKey'),
  principal: isBy,
  operation: asciiText('operation'),
  operationId: text('operationId'),
  nodeType: asciiText('nodeType'),
  node: isOf,
  identity: text('identityKey'),
  reason: text('reasonKey'),
  at: value('at'),
  requestId: asciiText('requestId'),
});
