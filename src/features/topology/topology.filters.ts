import { type ClassType, Field } from 'type-graphql';

import { raw, sql } from '../../database/sql';
import { asciiText, type FieldCompiler, Filter, related, text, value } from '../../graphql/filter';
import { Combinable, FilterType } from '../../graphql/filter-type';
import {
  BooleanFilter,
  DateTimeFilter,
  type EnumFilter,
  enumFilter,
  NullableStringFilter,
  StringFilter,
} from '../../graphql/filter.inputs';
import { PoolServer } from './pool-server.entity';
import { Pool, PoolState } from './pool.entity';
import { Site } from './site.entity';

const PoolStateFilter: ClassType<EnumFilter<PoolState>> = enumFilter<PoolState>(PoolState, 'PoolState');

@FilterType('a site')
export class SiteFilter extends Combinable<SiteFilter> {
  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the name.' })
  name?: StringFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it was created.' })
  createdAt?: DateTimeFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it was last changed.' })
  updatedAt?: DateTimeFilter;
}

@FilterType('a server of a pool')
export class PoolServerFilter extends Combinable<PoolServerFilter> {
  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the fully qualified domain name.' })
  fqdn?: StringFilter;

  @Field(() => BooleanFilter, { nullable: true, description: 'Whether it accepts new client connections.' })
  active?: BooleanFilter;

  @Field(() => PoolStateFilter, { nullable: true, description: 'Conditions on the state.' })
  state?: EnumFilter<PoolState>;
}

@FilterType('a pool')
export class PoolFilter extends Combinable<PoolFilter> {
  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the fully qualified domain name.' })
  fqdn?: StringFilter;

  @Field(() => PoolStateFilter, { nullable: true, description: 'Conditions on the state.' })
  state?: EnumFilter<PoolState>;

  @Field(() => NullableStringFilter, { nullable: true, description: 'Conditions on the primary database.' })
  primaryDatabase?: NullableStringFilter;

  @Field(() => NullableStringFilter, { nullable: true, description: 'Conditions on the backup database.' })
  backupDatabase?: NullableStringFilter;

  @Field(() => SiteFilter, { nullable: true, description: 'Conditions on the site.' })
  site?: SiteFilter;

  @Field(() => PoolServerFilter, { nullable: true, description: 'Conditions that at least one of its servers meets.' })
  servers?: PoolServerFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it was created.' })
  createdAt?: DateTimeFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it was last changed.' })
  updatedAt?: DateTimeFilter;
}

export const siteFilter = new Filter<SiteFilter>(Site, {
  name: text('nameKey'),
  createdAt: value('createdAt'),
  updatedAt: value('updatedAt'),
});

const poolServerFilter = new Filter<PoolServerFilter>(PoolServer, {
  fqdn: text('fqdn'),
  active: value('active'),
  state: value('state'),
});

const someServer: FieldCompiler<PoolServerFilter> = async (where, place) => {
  const alias = raw(`${place.alias}_servers`);
  const condition = await poolServerFilter.compile(place.context, where, alias.text, place.path);
  return sql`${place.column('id')} IN (SELECT ${alias}.pool_id FROM pool_servers ${alias} WHERE ${condition})`;
};

export const poolFilter = new Filter<PoolFilter>(Pool, {
  fqdn: text('fqdn'),
  state: value('state'),
  primaryDatabase: asciiText('primaryDatabase'),
  backupDatabase: asciiText('backupDatabase'),
  site: related('siteId', 'sites', () => siteFilter),
  servers: someServer,
  createdAt: value('createdAt'),
  updatedAt: value('updatedAt'),
});
