import type { GraphQLSchema } from 'graphql';

import type { ChangeService } from './changes/change.service';
import type { ChangeTail } from './changes/live/change-tail';
import { composeConfigurations } from './compose-configurations';
import { composePolicies } from './compose-policies';
import { composeReviews } from './compose-reviews';
import type { Store } from './database/store';
import type { EligibilityIndexHolder } from './eligibility/eligibility-index.holder';
import { principalById } from './directory/principal.loaders';
import { EligibilityService } from './eligibility/eligibility.service';
import type { KeptLists } from './eligibility/kept-lists';
import { AccessExplanationResolver } from './features/access/access-explanation.resolver';
import { AccessExplanationService } from './features/access/access-explanation.service';
import { AccessStepResolver } from './features/access/access-step.resolver';
import { AccessPathStepResolver, ReachingEntryResolver } from './features/access/reaching-entry.resolver';
import { WhoCanResolver } from './features/access/who-can.resolver';
import { AddinChangesService } from './features/addin/addin-changes.service';
import { addinById } from './features/addin/addin.loaders';
import { AddinResolver } from './features/addin/addin.resolver';
import { AddinReverter } from './features/addin/addin.reverter';
import { PoolAddinsResolver } from './features/addin/pool-addins.resolver';
import { AddinService } from './features/addin/addin.service';
import { AuditEntryResolver } from './features/audit/audit-entry.resolver';
import { auditEntryById } from './features/audit/audit.loaders';
import { AUDITORS } from './features/audit/audit.roles';
import { AuditedResolver } from './features/audit/audited.resolver';
import { ChangePayloadResolver } from './features/audit/change-payload.resolver';
import { ChangesResolver } from './features/audit/changes.resolver';
import { InvitationResolver } from './features/audit/invitation.resolver';
import { ThingResultResolver } from './features/audit/thing-result.resolver';
import { CategoryChangesService } from './features/category/category-changes.service';
import { CategoryReverter } from './features/category/category.reverter';
import { CategoryResolver } from './features/category/category.resolver';
import { PoolCategoriesResolver } from './features/category/pool-categories.resolver';
import { CategoryService } from './features/category/category.service';
import { RemoveCategoryPlanner } from './features/category/remove-category.plan';
import { SetCategoryPlanner } from './features/category/set-category.plan';
import type { OutputDirectory } from './features/compliance/output-directory';
import { DirectoryEntryChangeResolver } from './features/directory/directory-entry-change.resolver';
import { DirectorySourceResolver } from './features/directory/directory-source.resolver';
import type { DirectoryStatusService } from './features/directory/directory-status.service';
import { directorySyncById } from './features/directory/directory-sync.loaders';
import { DirectorySyncResolver } from './features/directory/directory-sync.resolver';
import { LetThroughResolver } from './features/directory/let-through.resolver';
import type { PrincipalRefreshService } from './features/directory/principal-refresh.service';
import { SyncDirectoryResolver } from './features/directory/sync-directory.resolver';
import type { SyncDirectoryService } from './features/directory/sync-directory.service';
import { RevertResolver } from './features/revert/revert.resolver';
import { RevertService } from './features/revert/revert.service';
import { RevertingEntriesResolver } from './features/revert/reverting-entries.resolver';
import { AccessChangeResolver } from './features/room/access-change.resolver';
import { EndpointChangesService } from './features/endpoint/endpoint-changes.service';
import { endpointById } from './features/endpoint/endpoint.loaders';
import { EndpointResolver } from './features/endpoint/endpoint.resolver';
import { EndpointReverter } from './features/endpoint/endpoint.reverter';
import { EndpointService } from './features/endpoint/endpoint.service';
import { PoolEndpointsResolver } from './features/endpoint/pool-endpoints.resolver';
import { everybodys, only } from './features/node/node-finder';
import { NodeResolver } from './features/node/node.resolver';
import { NodeService } from './features/node/node.service';
import { ChangedEntryResolver } from './features/principal/changed-entry.resolver';
import { PrincipalListsService } from './features/principal/principal-lists.service';
import { PrincipalRelationsService } from './features/principal/principal-relations.service';
import { PrincipalResolver } from './features/principal/principal.resolver';
import { PrincipalService } from './features/principal/principal.service';
import { NewRoomPlanner } from './features/room/new-room.plan';
import { AddinRoomsResolver, CategoryRoomsResolver, PoolRoomsResolver } from './features/room/owned-rooms.resolver';
import { PrincipalRoomsResolver } from './features/room/principal-rooms.resolver';
import { RemoveRoomPlanner } from './features/room/remove-room.plan';
import { RoomChangesService } from './features/room/room-changes.service';
import { RoomReverter } from './features/room/room.reverter';
import { RoomResolver } from './features/room/room.resolver';
import { RoomService } from './features/room/room.service';
import { SetRoomPlanner } from './features/room/set-room.plan';
import { ApplyTopologyResolver } from './features/topology/applying/apply-topology.resolver';
import type { ApplyTopologyService } from './features/topology/applying/apply-topology.service';
import { ScopedResolver } from './features/scope/scoped.resolver';
import { PoolResolver } from './features/topology/pool.resolver';
import { PooledResolver } from './features/topology/pooled.resolver';
import { PrincipalSiteResolver } from './features/topology/principal-site.resolver';
import { PoolChangesResolver } from './features/topology/serving/pool-changes.resolver';
import { PoolChangesService } from './features/topology/serving/pool-changes.service';
import { PoolReverter, PoolServerReverter } from './features/topology/serving/pool.reverter';
import { SipDomainResolver } from './features/topology/sip-domain.resolver';
import { SiteResolver } from './features/topology/site.resolver';
import { poolById, poolServerById, sipDomainById, siteById } from './features/topology/topology.loaders';
import { TopologyService } from './features/topology/topology.service';
import { schemaOf } from './graphql/build-schema';
import { ErrorCodeResolver } from './graphql/error-code.resolver';
import { AccessTokenChangesService } from './security/access-token-changes.service';
import { Role } from './security/access-token.entity';
import { accessTokenById } from './security/access-token.loaders';
import { AccessTokenResolver } from './security/access-token.resolver';
import { AccessTokenService } from './security/access-token.service';
import { authChecker } from './security/auth-checker';
import { PasswordCheck, type PasswordSource } from './security/password-check';
import { PasswordSignInResolver } from './security/password-sign-in.resolver';
import { PasswordSignInService } from './security/password-sign-in.service';
import type { SignInCodes } from './security/sign-in-codes';
import { SignInLimits } from './security/sign-in-limits';
import type { SignInRecord } from './security/sign-in-record';
import { SignInRemains } from './security/sign-in-remains';
import { SignInResolver } from './security/sign-in.resolver';
import { ViewerResolver } from './security/viewer.resolver';

/** What everything else is made from. */
export interface Foundations {
  store: Store;
  changes: ChangeService;
  tail: ChangeTail;
  index: EligibilityIndexHolder;
  lists: KeptLists;
  signInCodes: SignInCodes;
  /** The attributes that the directory's sync keeps for LDAP filters. */
  keptAttributes: readonly string[];
  /** The sources of the directory whose users can sign in by password. */
  passwordSources: readonly PasswordSource[];
  signInMinutes: number;
  signInRecord: SignInRecord;
  directorySyncs: SyncDirectoryService;
  directoryStatus: DirectoryStatusService;
  principalRefreshes: PrincipalRefreshService;
  topology: ApplyTopologyService;
  /** What the output directories of all compliance adapters must be in; null where any will do. */
  complianceOutputBase: OutputDirectory | null;
  now: () => Date;
}

/** The schema with all that answers it. */
export function composeSchema(foundations: Foundations): GraphQLSchema {
  return schemaOf(composeResolvers(foundations), authChecker);
}

/** Every resolver, with the services that it asks. */
function composeResolvers(foundations: Foundations): object[] {
  const {
    store,
    changes,
    index,
    lists,
    signInCodes,
    keptAttributes,
    passwordSources,
    signInMinutes,
    signInRecord,
    now,
  } = foundations;
  const tokens = new AccessTokenChangesService(changes, new AccessTokenService(now));
  const signInLimits = new SignInLimits(store, now);
  const passwordSignIn = new PasswordSignInService(
    new PasswordCheck(passwordSources),
    signInLimits,
    new SignInRemains(store, now),
    tokens,
    signInRecord,
    signInMinutes * 60 * 1000,
    now,
  );
  const eligibility = new EligibilityService(index, lists);
  const principalLists = new PrincipalListsService(eligibility);
  const topology = new TopologyService();
  const categories = new CategoryService(eligibility);
  const settingCategories = new SetCategoryPlanner(categories, eligibility);
  const removingCategories = new RemoveCategoryPlanner(categories, eligibility);
  const categoryChanges = new CategoryChangesService(
    changes,
    categories,
    topology,
    settingCategories,
    removingCategories,
  );
  const principals = new PrincipalService(eligibility, keptAttributes, foundations.principalRefreshes);
  const policies = composePolicies({ changes, eligibility, principals, principalLists });
  const addins = new AddinService();
  const addinChanges = new AddinChangesService(changes, addins, topology);
  const rooms = new RoomService(eligibility, categories);
  const removingRooms = new RemoveRoomPlanner(rooms, eligibility);
  const roomChanges = new RoomChangesService(
    changes,
    new NewRoomPlanner(rooms, categories, addins, topology, eligibility),
    new SetRoomPlanner({ rooms, categories, addins }, eligibility),
    removingRooms,
  );
  const endpoints = new EndpointService(topology);
  const endpointChanges = new EndpointChangesService(changes, endpoints, topology);
  const configurations = composeConfigurations(changes, foundations.complianceOutputBase);
  const reverts = new RevertService(changes, policies.impacts, [
    new PoolReverter(),
    new PoolServerReverter(),
    ...configurations.reverters,
    new EndpointReverter(endpointChanges, topology),
    ...policies.reverters,
    new AddinReverter(addins, addinChanges),
    new CategoryReverter(categories, settingCategories, removingCategories, eligibility),
    new RoomReverter(rooms, removingRooms, eligibility),
  ]);

  const nodes = new NodeService({
    Site: everybodys(siteById),
    Pool: everybodys(poolById),
    PoolServer: everybodys(poolServerById),
    SipDomain: everybodys(sipDomainById),
    Principal: everybodys(principalById),
    ...policies.nodes,
    ...configurations.nodes,
    Endpoint: everybodys(endpointById),
    Addin: everybodys(addinById),
    Category: (context, ids) => categories.known(context, ids),
    Room: (context, ids) => rooms.known(context, ids),
    DirectorySync: only(AUDITORS, directorySyncById),
    AuditEntry: only(AUDITORS, auditEntryById),
    AccessToken: only([Role.ADMINISTRATOR], accessTokenById),
  });

  return [
    new ErrorCodeResolver(),
    new ViewerResolver(),
    new SignInResolver(signInCodes, signInLimits, tokens, signInRecord, now),
    new PasswordSignInResolver(passwordSignIn),
    new AccessTokenResolver(tokens),
    new SiteResolver(topology),
    new SipDomainResolver(topology),
    new ApplyTopologyResolver(foundations.topology),
    new PoolChangesResolver(new PoolChangesService(changes, topology)),
    new PrincipalSiteResolver(),
    new PoolResolver(topology),
    new PooledResolver(),
    new CategoryResolver(categories, categoryChanges, eligibility, principalLists),
    new RoomResolver(rooms, roomChanges, eligibility, principalLists),
    new CategoryRoomsResolver(rooms),
    new PoolRoomsResolver(rooms),
    new AddinRoomsResolver(rooms),
    new PrincipalRoomsResolver(rooms, eligibility),
    new AccessChangeResolver(),
    new AccessExplanationResolver(new AccessExplanationService(rooms, eligibility)),
    new AccessStepResolver(),
    new ReachingEntryResolver(),
    new AccessPathStepResolver(),
    ...composeReviews({ changes, topology, categories, rooms, categoryChanges, eligibility }),
    new WhoCanResolver(rooms, eligibility, principalLists),
    new AddinResolver(addins, addinChanges),
    new PoolCategoriesResolver(categories),
    new PoolAddinsResolver(),
    new PrincipalResolver(principals, new PrincipalRelationsService(eligibility)),
    new ScopedResolver(),
    ...policies.resolvers,
    ...configurations.resolvers,
    new EndpointResolver(endpoints, endpointChanges, foundations.principalRefreshes),
    new PoolEndpointsResolver(),
    new DirectorySyncResolver(),
    new DirectorySourceResolver(foundations.directoryStatus),
    new SyncDirectoryResolver(foundations.directorySyncs),
    new DirectoryEntryChangeResolver(),
    new LetThroughResolver(),
    new ChangedEntryResolver(),
    new NodeResolver(nodes),
    new AuditEntryResolver(nodes, foundations.tail),
    new RevertResolver(reverts),
    new RevertingEntriesResolver(),
    new AuditedResolver(),
    new ChangesResolver(foundations.tail),
    new ChangePayloadResolver(),
    new ThingResultResolver(nodes),
    new InvitationResolver(principalLists),
  ];
}
