import { Initial1795305600000 } from './2026-11-22-initial.migration';
import { PrincipalAttributes1795376400000 } from './2026-11-22-principal-attributes.migration';

/** Every change of the schema, oldest first. */
export const migrations = [Initial1795305600000, PrincipalAttributes1795376400000];
