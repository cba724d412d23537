import { AuditEntry } from '../changes/audit-entry.entity';
import { IdempotentAnswer } from '../changes/idempotent-answer.entity';
import { Invitation } from '../changes/invitation.entity';
import { DirectoryLease } from '../directory/sync/directory-lease.entity';
import { DirectoryLogRow } from '../directory/sync/directory-log.entity';
import { DirectorySourceState } from '../directory/sync/directory-source-state.entity';
import { PendingMember } from '../directory/sync/pending-member.entity';
import { PrincipalAttribute } from '../directory/principal-attribute.entity';
import { PrincipalEdge } from '../directory/principal-edge.entity';
import { Principal } from '../directory/principal.entity';
import { AccessEntry } from '../eligibility/access-entry.entity';
import { PastDenial } from '../eligibility/directory-change/past-denial.entity';
import { Addin } from '../features/addin/addin.entity';
import { Category } from '../features/category/category.entity';
import { ComplianceConfiguration } from '../features/compliance/compliance-configuration.entity';
import { Configuration } from '../features/configuration/configuration.entity';
import { DirectorySync } from '../features/directory/directory-sync.entity';
import { DirectorySyncSource } from '../features/directory/directory-sync-source.entity';
import { Endpoint } from '../features/endpoint/endpoint.entity';
import { Policy } from '../features/policy/policy.entity';
import { Room } from '../features/room/room.entity';
import { PoolServer } from '../features/topology/pool-server.entity';
import { Pool } from '../features/topology/pool.entity';
import { SipDomain } from '../features/topology/sip-domain.entity';
import { Site } from '../features/topology/site.entity';
import { AccessToken } from '../security/access-token.entity';
import { SignInFailures } from '../security/sign-in-failures.entity';
import { ChangeSequence } from './change-sequence.entity';

/** Every table of the store. */
export const entities = [
  Principal,
  PrincipalEdge,
  PrincipalAttribute,
  PendingMember,
  DirectorySourceState,
  DirectoryLease,
  DirectoryLogRow,
  DirectorySync,
  DirectorySyncSource,
  Site,
  Pool,
  PoolServer,
  SipDomain,
  Category,
  Addin,
  Room,
  Policy,
  Configuration,
  ComplianceConfiguration,
  Endpoint,
  AccessEntry,
  PastDenial,
  ChangeSequence,
  AuditEntry,
  Invitation,
  IdempotentAnswer,
  AccessToken,
  SignInFailures,
];
