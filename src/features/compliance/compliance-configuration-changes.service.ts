import { checkSelection } from '../../changes/bulk/bulk.inputs';
import type { ChangeService } from '../../changes/change.service';
import { type Made, makeOrDraft } from '../../changes/in-memory';
import type { ChangeOutcome } from '../../changes/outcome';
import { planOfOne } from '../../changes/bulk/plan-each';
import type { RequestContext } from '../../graphql/context';
import type { ComplianceConfiguration } from './compliance-configuration.entity';
import type {
  NewComplianceConfigurationInput,
  RemoveComplianceConfigurationInput,
  RemoveComplianceConfigurationsInput,
  SetComplianceConfigurationInput,
  SetComplianceConfigurationsInput,
} from './compliance-configuration.inputs';
import type { ComplianceConfigurationService } from './compliance-configuration.service';
import { type ComplianceSettings, givenSettings } from './compliance-settings';
import type { OutputDirectory } from './output-directory';

/** Makes, changes and removes compliance configurations. */
export class ComplianceConfigurationChangesService {
  /** @param outputBase what every output directory must be in, if anything */
  constructor(
    private readonly changes: ChangeService,
    private readonly configurations: ComplianceConfigurationService,
    private readonly outputBase: OutputDirectory | null,
  ) {}

  create(context: RequestContext, input: NewComplianceConfigurationInput): Promise<Made<ComplianceConfiguration>> {
    return makeOrDraft(this.changes, context, {
      operation: 'newComplianceConfiguration',
      input,
      plan: async (planning) => this.configurations.planNew(planning, input.identity, this.columns(input)),
    });
  }

  set(context: RequestContext, input: SetComplianceConfigurationInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'setComplianceConfiguration',
      input,
      plan: async (planning) => {
        const configuration = await this.configurations.targetOrGlobal(planning, input);
        return planOfOne(await this.configurations.planSetting(planning, [configuration], this.columns(input)));
      },
    });
  }

  setMany(context: RequestContext, input: SetComplianceConfigurationsInput): Promise<ChangeOutcome> {
    checkSelection(input, ['where', 'filter']);
    return this.changes.make(context, {
      operation: 'setComplianceConfigurations',
      input,
      plan: async (planning) => {
        const configurations = await this.configurations.selected(planning, input);
        return this.configurations.planSetting(planning, configurations, this.columns(input));
      },
    });
  }

  remove(context: RequestContext, input: RemoveComplianceConfigurationInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'removeComplianceConfiguration',
      input,
      plan: async (planning) =>
        this.configurations.planRemove(planning, await this.configurations.target(planning, input)),
    });
  }

  removeMany(context: RequestContext, input: RemoveComplianceConfigurationsInput): Promise<ChangeOutcome> {
    checkSelection(input, ['where', 'filter']);
    return this.changes.make(context, {
      operation: 'removeComplianceConfigurations',
      input,
      plan: async (planning) =>
        this.configurations.planRemoveAll(planning, await this.configurations.selected(planning, input)),
    });
  }

  private columns(input: ComplianceSettings): Partial<ComplianceConfiguration> {
    return givenSettings(input, this.outputBase);
  }
}
