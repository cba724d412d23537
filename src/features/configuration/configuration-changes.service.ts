import { checkSelection } from '../../changes/bulk/bulk.inputs';
import type { ChangeService } from '../../changes/change.service';
import { type Made, makeOrDraft } from '../../changes/in-memory';
import type { ChangeOutcome } from '../../changes/outcome';
import type { RequestContext } from '../../graphql/context';
import type { Configuration } from './configuration.entity';
import type {
  NewConfigurationInput,
  RemoveConfigurationInput,
  RemoveConfigurationsInput,
  SetConfigurationInput,
  SetConfigurationsInput,
} from './configuration.inputs';
import type { ConfigurationService } from './configuration.service';
import { givenSettings } from './configuration-settings';

/** Makes, changes and removes configurations. */
export class ConfigurationChangesService {
  constructor(
    private readonly changes: ChangeService,
    private readonly configurations: ConfigurationService,
  ) {}

  create(context: RequestContext, input: NewConfigurationInput): Promise<Made<Configuration>> {
    return makeOrDraft(this.changes, context, {
      operation: 'newConfiguration',
      input,
      plan: async (planning) => this.configurations.planNew(planning, input.identity, givenSettings(input)),
    });
  }

  set(context: RequestContext, input: SetConfigurationInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'setConfiguration',
      input,
      plan: async (planning) => {
        const configuration = await this.configurations.targetOrGlobal(planning, input);
        return this.configurations.planSet(planning, configuration, givenSettings(input));
      },
    });
  }

  setMany(context: RequestContext, input: SetConfigurationsInput): Promise<ChangeOutcome> {
    checkSelection(input, ['where', 'filter']);
    return this.changes.make(context, {
      operation: 'setConfigurations',
      input,
      plan: async (planning) => {
        const configurations = await this.configurations.selected(planning, input);
        return this.configurations.planSetAll(planning, configurations, givenSettings(input));
      },
    });
  }

  remove(context: RequestContext, input: RemoveConfigurationInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'removeConfiguration',
      input,
      plan: async (planning) =>
        this.configurations.planRemove(planning, await this.configurations.target(planning, input)),
    });
  }

  removeMany(context: RequestContext, input: RemoveConfigurationsInput): Promise<ChangeOutcome> {
    checkSelection(input, ['where', 'filter']);
    return this.changes.make(context, {
      operation: 'removeConfigurations',
      input,
      plan: async (planning) =>
        this.configurations.planRemoveAll(planning, await this.configurations.selected(planning, input)),
    });
  }
}
