import { ChangeService } from './changes/change.service';
import type { Store } from './database/store';
import type { EligibilityIndexHolder } from './eligibility/eligibility-index.holder';
import { EligibilityService } from './eligibility/eligibility.service';
import { AddinService } from './features/addin/addin.service';
import { CategoryChangesService } from './features/category/category-changes.service';
import { CategoryResolver } from './features/category/category.resolver';
import { CategoryService } from './features/category/category.service';
import { AccessChangeResolver } from './features/impact/access-change.resolver';
import { PrincipalListsService } from './features/principal/principal-lists.service';
import { NewRoomPlanner } from './features/room/new-room.plan';
import { AddinRoomsResolver, CategoryRoomsResolver, PoolRoomsResolver } from './features/room/owned-rooms.resolver';
import { PrincipalRoomsResolver } from './features/room/principal-rooms.resolver';
import { RemoveRoomPlanner } from './features/room/remove-room.plan';
import { RoomChangesService } from './features/room/room-changes.service';
import { RoomResolver } from './features/room/room.resolver';
import { RoomService } from './features/room/room.service';
import { SetRoomPlanner } from './features/room/set-room.plan';
import { PoolResolver } from './features/topology/pool.resolver';
import { PooledResolver } from './features/topology/pooled.resolver';
import { SiteResolver } from './features/topology/site.resolver';
import { TopologyService } from './features/topology/topology.service';
import { AccessTokenResolver } from './security/access-token.resolver';
import { AccessTokenService } from './security/access-token.service';
import type { SignInCodes } from './security/sign-in-codes';
import { SignInResolver } from './security/sign-in.resolver';
import { ViewerResolver } from './security/viewer.resolver';

/** What everything else is made from. */
export interface Foundations {
  store: Store;
  index: EligibilityIndexHolder;
  signInCodes: SignInCodes;
  now: () => Date;
}

/** Every resolver, with the services that it asks. */
export function composeResolvers({ store, index, signInCodes, now }: Foundations): object[] {
  const tokens = new AccessTokenService(now);
  const changes = new ChangeService(store, now);
  const eligibility = new EligibilityService(index);
  const principalLists = new PrincipalListsService(eligibility);
  const topology = new TopologyService();
  const categories = new CategoryService(eligibility);
  const categoryChanges = new CategoryChangesService(changes, categories, topology, eligibility);
  const addins = new AddinService();
  const rooms = new RoomService(eligibility, categories);
  const roomChanges = new RoomChangesService(
    changes,
    new NewRoomPlanner(rooms, categories, addins, eligibility),
    new SetRoomPlanner(rooms, categories, addins, eligibility),
    new RemoveRoomPlanner(rooms, eligibility),
  );

  return [
    new ViewerResolver(),
    new SignInResolver(store, signInCodes, tokens, now),
    new AccessTokenResolver(store, tokens),
    new SiteResolver(topology),
    new PoolResolver(topology),
    new PooledResolver(),
    new CategoryResolver(categories, categoryChanges, eligibility, principalLists),
    new RoomResolver(rooms, roomChanges, eligibility, principalLists),
    new CategoryRoomsResolver(rooms),
    new PoolRoomsResolver(rooms),
    new AddinRoomsResolver(rooms),
    new PrincipalRoomsResolver(rooms, eligibility),
    new AccessChangeResolver(),
  ];
}
