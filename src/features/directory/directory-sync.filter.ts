import { type ClassType, Field } from 'type-graphql';

import { sql } from '../../database/sql';
import { type FieldCompiler, Filter, text, value } from '../../graphql/filter';
import { Combinable, FilterType } from '../../graphql/filter-type';
import { DateTimeFilter, type EnumFilter, enumFilter, StringFilter } from '../../graphql/filter.inputs';
import { DirectorySyncSource } from './directory-sync-source.entity';
import { DirectorySync } from './directory-sync.entity';
import { DirectorySyncState, DirectorySyncTrigger } from './directory-sync.enums';

const StateFilter: ClassType<EnumFilter<DirectorySyncState>> = enumFilter<DirectorySyncState>(
  DirectorySyncState,
  'DirectorySyncState',
);
const TriggerFilter: ClassType<EnumFilter<DirectorySyncTrigger>> = enumFilter<DirectorySyncTrigger>(
  DirectorySyncTrigger,
  'DirectorySyncTrigger',
);

@FilterType('a sync of the directory')
export class DirectorySyncFilter extends Combinable<DirectorySyncFilter> {
  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the name of a source that it is about.' })
  source?: StringFilter;

  @Field(() => StateFilter, { nullable: true, description: 'What became of it.' })
  state?: EnumFilter<DirectorySyncState>;

  @Field(() => TriggerFilter, { nullable: true, description: 'What had it made.' })
  trigger?: EnumFilter<DirectorySyncTrigger>;

  @Field(() => StringFilter, { nullable: true, description: 'Who asked for it, as it was called.' })
  actor?: StringFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it began.' })
  startedAt?: DateTimeFilter;
}

class SourceFilter extends Combinable<SourceFilter> {
  name?: StringFilter;
}

const sourceFilter = new Filter<SourceFilter>(DirectorySyncSource, { name: text('nameKey') });

const ofSource: FieldCompiler<StringFilter> = async (name, { context, column, path }) => {
  const condition = await sourceFilter.compile(context, { name }, 'source', path);
  return sql`EXISTS (SELECT 1 FROM directory_sync_sources source WHERE source.sync_id = ${column('id')} AND ${condition})`;
};

export const directorySyncFilter = new Filter<DirectorySyncFilter>(DirectorySync, {
  source: ofSource,
  state: value('state'),
  trigger: value('syncTrigger'),
  actor: text('actorKey'),
  startedAt: value('startedAt'),
});
