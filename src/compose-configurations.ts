import type { ChangeService } from './changes/change.service';
import { ConfigurationChangesResolver } from './features/configuration/configuration-changes.resolver';
import { ConfigurationChangesService } from './features/configuration/configuration-changes.service';
import { configurationById } from './features/configuration/configuration.loaders';
import { ConfigurationResolver } from './features/configuration/configuration.resolver';
import { ConfigurationService } from './features/configuration/configuration.service';
import { PoolConfigurationResolver } from './features/configuration/pool-configuration.resolver';
import { everybodys, type NodeFinder } from './features/node/node-finder';
import { ServiceScopedResolver } from './features/scope/service-scoped.resolver';

/** What answers for the configurations of the service, and what finds them. */
export interface Configurations {
  resolvers: object[];
  /** By the name of the type. */
  nodes: Record<string, NodeFinder>;
}

export function composeConfigurations(changes: ChangeService): Configurations {
  const configurations = new ConfigurationService();
  return {
    resolvers: [
      new ServiceScopedResolver(),
      new ConfigurationResolver(configurations),
      new ConfigurationChangesResolver(new ConfigurationChangesService(changes, configurations)),
      new PoolConfigurationResolver(),
    ],
    nodes: { Configuration: everybodys(configurationById) },
  };
}
