import { In } from 'typeorm';

import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import type { GatewayError } from '../../errors';
import { secondsOf } from '../../graphql/time-span.scalar';
import type { Reverting } from '../revert/reverting';
import { ScopedReverter } from '../scope/scoped.reverter';
import { ComplianceConfiguration } from './compliance-configuration.entity';
import { type ComplianceConfigurationService, occupied } from './compliance-configuration.service';
import { givenSettings } from './compliance-settings';
import type { OutputDirectory } from './output-directory';

/** Undoes changes of compliance configurations. */
export class ComplianceConfigurationReverter extends ScopedReverter<ComplianceConfiguration> {
  /** @param outputBase what every output directory must be in, if anything */
  constructor(
    private readonly configurations: ComplianceConfigurationService,
    private readonly outputBase: OutputDirectory | null,
  ) {
    super(configurations);
  }

  protected columns({ runInterval, ...former }: Record<string, unknown>): Partial<ComplianceConfiguration> {
    const interval = typeof runInterval === 'string' && { runInterval: secondsOf(runInterval)! };
    return givenSettings({ ...former, ...interval }, this.outputBase);
  }

  protected override planColumns(
    { planning }: Reverting,
    things: readonly ComplianceConfiguration[],
    columns: Partial<ComplianceConfiguration>,
  ): Promise<Plan> {
    return this.configurations.planSetting(planning, things, columns);
  }

  /** Another may have the output directory by now. */
  protected override async obstacles(
    planning: Planning,
    things: readonly ComplianceConfiguration[],
  ): Promise<Map<ComplianceConfiguration, GatewayError>> {
    const keys = things.flatMap(({ adapterOutputDirectoryKey: key }) => key ?? []);
    const others = await planning.manager.findBy(ComplianceConfiguration, { adapterOutputDirectoryKey: In(keys) });
    const holders = new Map(others.map((other) => [other.adapterOutputDirectoryKey, other]));
    const obstacles = await super.obstacles(planning, things);
    for (const thing of things) {
      const holder = holders.get(thing.adapterOutputDirectoryKey);
      if (holder && !obstacles.has(thing)) obstacles.set(thing, occupied(holder, thing));
    }
    return obstacles;
  }
}
