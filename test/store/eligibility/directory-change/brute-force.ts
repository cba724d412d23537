import { type Principal, PrincipalKind } from '../../../../src/directory/principal.entity';
import { AccessList } from '../../../../src/eligibility/access-entry.entity';
import type { DirectoryChangeImpact } from '../../../../src/eligibility/directory-change/directory-change-impact';
import type { EligibilityIndex } from '../../../../src/eligibility/eligibility-index';
import { Wall } from '../../../../src/eligibility/wall';
import { listedOn, type Organisation } from '../organisation';
import type { DirectoryRows } from './directory-change';

/** One side of a change: what is in the store, and the index that was loaded of it. */
export interface Side {
  rows: DirectoryRows;
  index: EligibilityIndex;
}

export type Lists = Pick<Organisation, 'categories' | 'rooms'>;

/** What a change does to access, found out room by room and user by user. */
export function impactByBruteForce(
  before: Side,
  after: Side,
  lists: Lists,
): Omit<DirectoryChangeImpact, 'invited' | 'vanishing'> {
  const [from, to] = [pairs(before.index, lists), pairs(after.index, lists)];
  const letThrough = [...themselves(before, after, lists), ...anew(before, after, lists)].sort(
    (a, b) => a.place - b.place || a.item.categoryId - b.item.categoryId || a.item.principalId - b.item.principalId,
  );
  return {
    gained: figures([...to].filter((pair) => !from.has(pair))),
    lost: figures([...from].filter((pair) => !to.has(pair))),
    letThrough: { total: letThrough.length, first: letThrough.map(({ item }) => item) },
  };
}

/** Who enters what. */
function pairs(index: EligibilityIndex, { categories, rooms }: Lists): Set<string> {
  return new Set(
    rooms.flatMap((room, i) => {
      const entrants = wallOf(index, categories[room.categoryId - 1]!).entrants({
        ...room,
        members: listedOn(room, AccessList.MEMBERS),
      });
      return Array.from(entrants, (ordinal) => `${index.idAt(ordinal)} ${i}`);
    }),
  );
}

export function figures(changed: string[]) {
  const [users, rooms] = [0, 1].map((part) => new Set(changed.map((pair) => pair.split(' ')[part])).size);
  return { users: users!, rooms: rooms!, pairs: changed.length };
}

export function wallOf(index: EligibilityIndex, category: Lists['categories'][number]): Wall {
  return new Wall(index, {
    allowed: listedOn(category, AccessList.ALLOWED),
    denied: listedOn(category, AccessList.DENIED),
  });
}

interface Placed {
  place: number;
  item: DirectoryChangeImpact['letThrough']['first'][number];
}

function themselves(before: Side, after: Side, { categories }: Lists): Placed[] {
  return usersOf(after.rows).flatMap(({ id }) =>
    categories.flatMap((category, i) => {
      const deniedIds = denying(before, id!, category);
      const through = deniedIds.length > 0 && wallOf(after.index, category).has(id!);
      if (!through) return [];
      const item = { principalId: id!, categoryId: i + 1, deniedIds, newAccount: null };
      return [{ place: before.index.ordinalOf(id!)!, item }];
    }),
  );
}

function anew(before: Side, after: Side, { categories }: Lists): Placed[] {
  const known = new Set(before.rows.principals.map(({ id }) => id));
  const gone = before.rows.principals.filter(
    ({ kind, id }) => kind === PrincipalKind.USER && after.index.isMissing(id!),
  );
  return usersOf(after.rows).flatMap((account) =>
    gone
      .filter((predecessor) => isSame(account, predecessor))
      .flatMap((predecessor) =>
        categories.flatMap((category, i) => {
          const deniedIds = denyingGone(before, predecessor, category);
          const wasInside = known.has(account.id) && wallOf(before.index, category).has(account.id!);
          if (deniedIds.length === 0 || wasInside || !wallOf(after.index, category).has(account.id!)) return [];
          const newAccount = {
            guid: account.guid!,
            displayName: account.displayName!,
            predecessorId: predecessor.id!,
          };
          const item = { principalId: account.id!, categoryId: i + 1, deniedIds, newAccount };
          return [{ place: before.index.ordinalOf(predecessor.id!)!, item }];
        }),
      ),
  );
}

/** Of one that was gone before nothing is known but the entries that name it. */
function denyingGone(
  before: Side,
  { id, missing }: Partial<Principal>,
  category: Lists['categories'][number],
): number[] {
  if (missing) return listedOn(category, AccessList.DENIED).filter((denied) => denied === id);
  return denying(before, id!, category);
}

function usersOf({ principals }: DirectoryRows): Partial<Principal>[] {
  return principals.filter(({ kind, missing }) => kind === PrincipalKind.USER && !missing);
}

function isSame(account: Partial<Principal>, predecessor: Partial<Principal>): boolean {
  return (['sipKey', 'upnKey', 'logonKey', 'dnKey'] as const).some(
    (key) => typeof account[key] === 'string' && account[key] === predecessor[key],
  );
}

function denying({ index }: Side, id: number, category: Lists['categories'][number]): number[] {
  const ancestors = new Set(index.ancestors(id));
  return listedOn(category, AccessList.DENIED)
    .filter((denied) => ancestors.has(denied))
    .sort((a, b) => a - b);
}
