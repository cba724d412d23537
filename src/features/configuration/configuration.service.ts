import type { Planning } from '../../changes/planning';
import { and, type Sql } from '../../database/sql';
import type { RequestContext } from '../../graphql/context';
import { Scope } from '../scope/scope';
import { identityFilter } from '../scope/scoped.filter';
import { ScopedService } from '../scope/scoped.service';
import type { ConfigurationsArgs } from './configuration.args';
import { Configuration } from './configuration.entity';
import { configurationFilter } from './configuration.filter';

/** What says which configurations are meant. */
export type ConfigurationSelection = Pick<ConfigurationsArgs, 'filter' | 'where'>;

/** Configurations, which every caller may know of: clients go by them. */
export class ConfigurationService extends ScopedService<Configuration> {
  constructor() {
    super({
      entity: Configuration,
      noun: 'configuration',
      plural: 'configurations',
      scopes: [Scope.GLOBAL, Scope.SITE, Scope.SERVICE],
      defaults: {
        defaultChatHistory: 30,
        maxFileSizeKB: 20_000,
        participantUpdateLimit: 75,
        roomManagementUrl: null,
        roomManagementUrlKey: null,
      },
      placed: ({ poolId }) => ({ poolId }),
      settings: ({ identity, defaultChatHistory, maxFileSizeKB, participantUpdateLimit, roomManagementUrl }) => ({
        identity,
        defaultChatHistory,
        maxFileSizeKB,
        participantUpdateLimit,
        roomManagementUrl,
      }),
    });
  }

  /** The configurations that are meant, held until the commit. */
  async selected(planning: Planning, selection: ConfigurationSelection): Promise<Configuration[]> {
    return this.targets(planning, 'configuration', await this.condition(planning.context, selection, 'input.'));
  }

  /**
   * The condition on the table `configuration` for what is asked for.
   *
   * @param prefix what stands before the input's names in errors, such as `input.`
   */
  async condition(context: RequestContext, { filter, where }: ConfigurationSelection, prefix = ''): Promise<Sql> {
    return and([
      identityFilter('configuration', filter, `${prefix}filter`),
      await configurationFilter.compile(context, where, 'configuration', `${prefix}where`),
    ]);
  }
}
