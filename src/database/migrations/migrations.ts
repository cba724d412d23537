import { AuditRetention1795401600000 } from './2026-11-22-audit-retention.migration';
import { Configurations1795412400000 } from './2026-11-22-configurations.migration';
import { DirectoryLog1795430000000 } from './2026-11-23-directory-log.migration';
import { DirectorySync1795383600000 } from './2026-11-22-directory-sync.migration';
import { DirectorySyncs1795387200000 } from './2026-11-22-directory-syncs.migration';
import { Endpoints1795416000000 } from './2026-11-22-endpoints.migration';
import { Initial1795305600000 } from './2026-11-22-initial.migration';
import { ListedMembers1795440000000 } from './2026-11-23-listed-members.migration';
import { PastDenials1795394400000 } from './2026-11-22-past-denials.migration';
import { Policies1795405200000 } from './2026-11-22-policies.migration';
import { PrincipalAttributes1795376400000 } from './2026-11-22-principal-attributes.migration';
import { Reverts1795420000000 } from './2026-11-22-reverts.migration';
import { SignIns1795390800000 } from './2026-11-22-sign-ins.migration';
import { SortKeys1795450000000 } from './2026-11-23-sort-keys.migration';
import { SourceCounts1795398000000 } from './2026-11-22-source-counts.migration';
import { Topology1795408800000 } from './2026-11-22-topology.migration';

/** Every change of the schema, oldest first. */
export const migrations = [
  Initial1795305600000,
  PrincipalAttributes1795376400000,
  DirectorySync1795383600000,
  DirectorySyncs1795387200000,
  SignIns1795390800000,
  PastDenials1795394400000,
  SourceCounts1795398000000,
  AuditRetention1795401600000,
  Policies1795405200000,
  Topology1795408800000,
  Configurations1795412400000,
  Endpoints1795416000000,
  Reverts1795420000000,
  DirectoryLog1795430000000,
  ListedMembers1795440000000,
  SortKeys1795450000000,
];
