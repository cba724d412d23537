import type { ChangeService } from './changes/change.service';
import { ComplianceConfigurationChangesResolver } from './features/compliance/compliance-configuration-changes.resolver';
import { ComplianceConfigurationChangesService } from './features/compliance/compliance-configuration-changes.service';
import { complianceConfigurationById } from './features/compliance/compliance-configuration.loaders';
import { ComplianceConfigurationReverter } from './features/compliance/compliance-configuration.reverter';
import { ComplianceConfigurationResolver } from './features/compliance/compliance-configuration.resolver';
import { ComplianceConfigurationService } from './features/compliance/compliance-configuration.service';
import type { OutputDirectory } from './features/compliance/output-directory';
import { PoolComplianceResolver } from './features/compliance/pool-compliance.resolver';
import { ConfigurationChangesResolver } from './features/configuration/configuration-changes.resolver';
import { ConfigurationChangesService } from './features/configuration/configuration-changes.service';
import { configurationById } from './features/configuration/configuration.loaders';
import { ConfigurationReverter } from './features/configuration/configuration.reverter';
import { ConfigurationResolver } from './features/configuration/configuration.resolver';
import { ConfigurationService } from './features/configuration/configuration.service';
import { PoolConfigurationResolver } from './features/configuration/pool-configuration.resolver';
import { SiteConfigurationResolver } from './features/configuration/site-configuration.resolver';
import { AUDITORS } from './features/audit/audit.roles';
import { everybodys, type NodeFinder, only } from './features/node/node-finder';
import type { Reverter } from './features/revert/reverter';
import { ServiceScopedResolver } from './features/scope/service-scoped.resolver';

/** What answers for the configurations of the service, and what finds them. */
export interface Configurations {
  resolvers: object[];
  /** By the name of the type. */
  nodes: Record<string, NodeFinder>;
  reverters: Reverter[];
}

/** @param outputBase what every output directory of a compliance adapter must be in, if anything */
export function composeConfigurations(changes: ChangeService, outputBase: OutputDirectory | null): Configurations {
  const configurations = new ConfigurationService();
  const recordings = new ComplianceConfigurationService();
  return {
    resolvers: [
      new ServiceScopedResolver(),
      new ConfigurationResolver(configurations),
      new ConfigurationChangesResolver(new ConfigurationChangesService(changes, configurations)),
      new PoolConfigurationResolver(),
      new SiteConfigurationResolver(),
      new ComplianceConfigurationResolver(recordings),
      new ComplianceConfigurationChangesResolver(
        new ComplianceConfigurationChangesService(changes, recordings, outputBase),
      ),
      new PoolComplianceResolver(),
    ],
    nodes: {
      Configuration: everybodys(configurationById),
      ComplianceConfiguration: only(AUDITORS, complianceConfigurationById),
    },
    reverters: [new ConfigurationReverter(configurations), new ComplianceConfigurationReverter(recordings, outputBase)],
  };
}
