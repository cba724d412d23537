import { ScopedReverter } from '../scope/scoped.reverter';
import type { Configuration } from './configuration.entity';
import { givenSettings } from './configuration-settings';

/** Undoes changes of configurations. */
export class ConfigurationReverter extends ScopedReverter<Configuration> {
  protected columns(former: Record<string, unknown>): Partial<Configuration> {
    return givenSettings(former);
  }
}
