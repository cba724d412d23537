import type { EntityManager } from 'typeorm';

import { inTurns } from '../in-turns';
import { PrincipalSet } from '../principal-set';
import type { AffectedLists } from './affected-lists';
import type { CategoryChange } from './category-change';
import type { DirectoryState, Sides } from './directory-state';
import { PastDenials } from './past-denials';
import type { ReachOfUsers } from './reach-of-users';
import type { StagedPrincipals } from './staged-principals';
import { succeedingAccounts, type SucceedingAccount, type Succession, successions } from './successors';

const MOST = 500;

/** A user whom the change lets through the wall of a category: denied before, no longer denied and allowed after. */
export interface LetThrough {
  principalId: number;
  categoryId: number;
  /** The denied entries that kept it out, as principal ids, ascending; of a new account: that kept its predecessor out. */
  deniedIds: number[];
  /** Of an account that has the SIP address, user principal name, logon name or distinguished name of one that vanishes, or vanished before. */
  newAccount: (Omit<SucceedingAccount, 'id'> & { predecessorId: number }) | null;
}

export interface LettingThrough {
  /** How many pairs of a user and a category there are. */
  total: number;
  /** The first 500, in the display order of before (new accounts in the places of those whom they succeed), then by category id and principal id. */
  first: LetThrough[];
}

/**
 * The users who were denied in a category before, or when they vanished, and are inside its wall after, themselves or by another account.
 *
 * @param reach of the users on the side before
 */
export async function lettingThrough(
  manager: EntityManager,
  lists: AffectedLists,
  staged: StagedPrincipals,
  categories: readonly CategoryChange[],
  reach: ReachOfUsers,
  { before, after }: Sides<DirectoryState>,
): Promise<LettingThrough> {
  const themselves = await inTurns(passingThemselves(categories, after.users, staged));
  const gains = await inTurns(gainsOf(categories, after.users));
  const wasGone = (ordinal: number) => ordinal < staged.sizeBefore && !before.isPresent(ordinal);
  const isGone = (ordinal: number) =>
    staged.vanished.has(ordinal) || (wasGone(ordinal) && !staged.arrived.has(ordinal));
  const gaining = PrincipalSet.union(
    staged.size,
    gains.map(({ users }) => users),
  );
  const ids = staged.idsOf(gaining);
  const others = await successions(manager, ids);
  const pairs = [
    ...others.filter(({ predecessorId }) => isGone(staged.ordinalOf(predecessorId)!)),
    ...ids.filter((id) => wasGone(staged.ordinalOf(id)!)).map((id) => ({ id, predecessorId: id })),
  ];
  const goneIds = new Set(pairs.map(({ predecessorId }) => predecessorId));
  const past = await PastDenials.of(
    manager,
    lists,
    [...goneIds].filter((id) => wasGone(staged.ordinalOf(id)!)),
  );
  const anew = await inTurns(succeeding(gains, staged, pairs, past));
  const first = [...themselves.first, ...anew.first]
    .sort((a, b) => staged.order.compare(a.denied, b.denied) || a.category.id - b.category.id)
    .slice(0, MOST);
  const newIds = first.filter(({ denied, ordinal }) => denied !== ordinal).map(({ ordinal }) => staged.idAt(ordinal));
  const accounts = new Map((await succeedingAccounts(manager, newIds)).map(({ id, ...account }) => [id, account]));
  return {
    total: themselves.total + anew.total,
    first: first.map(({ denied, ordinal, category: { id: categoryId, entries } }) => {
      const [principalId, predecessorId] = [staged.idAt(ordinal), staged.idAt(denied)];
      const deniedIds = entries.denied.filter((id) => reach.of(id).has(denied));
      return {
        principalId,
        categoryId,
        deniedIds: [...deniedIds, ...past.inCategory(categoryId, predecessorId)].sort((a, b) => a - b),
        newAccount: denied === ordinal ? null : { ...accounts.get(principalId)!, predecessorId },
      };
    }),
  };
}

/** The first and how many of those who pass, by ordinals. */
interface Passing {
  total: number;
  first: { denied: number; ordinal: number; category: CategoryChange }[];
}

/** Users who come inside the wall of a category. */
interface Gain {
  users: PrincipalSet;
  category: CategoryChange;
}

function* passingThemselves(
  categories: readonly CategoryChange[],
  usersAfter: PrincipalSet,
  { size, order }: StagedPrincipals,
): Generator<void, Passing> {
  const passing: Gain[] = [];
  for (const category of categories) {
    const users = category.before.denied.intersect(category.after.inside).intersect(usersAfter);
    if (users.size > 0) passing.push({ users, category });
    yield;
  }
  const all = PrincipalSet.union(
    size,
    passing.map(({ users }) => users),
  );
  return {
    total: passing.reduce((total, { users }) => total + users.size, 0),
    first: order
      .first(all, MOST)
      .flatMap((ordinal) =>
        passing
          .filter(({ users }) => users.has(ordinal))
          .map(({ category }) => ({ denied: ordinal, ordinal, category })),
      ),
  };
}

function* gainsOf(categories: readonly CategoryChange[], usersAfter: PrincipalSet): Generator<void, Gain[]> {
  const gains: Gain[] = [];
  for (const category of categories) {
    const users = category.after.inside.without(category.before.inside).intersect(usersAfter);
    if (users.size > 0) gains.push({ users, category });
    yield;
  }
  return gains;
}

function* succeeding(
  gains: readonly Gain[],
  staged: StagedPrincipals,
  pairs: readonly Succession[],
  past: PastDenials,
): Generator<void, Passing> {
  const ordinals = pairs
    .map(({ id, predecessorId }) => ({ ordinal: staged.ordinalOf(id)!, denied: staged.ordinalOf(predecessorId)! }))
    .sort((a, b) => staged.order.compare(a.denied, b.denied) || staged.idAt(a.ordinal) - staged.idAt(b.ordinal));
  const passing: Passing = { total: 0, first: [] };
  for (const { ordinal, denied } of ordinals) {
    for (const { users, category } of gains) {
      if (!users.has(ordinal)) continue;
      const wasDenied =
        category.before.denied.has(denied) || past.inCategory(category.id, staged.idAt(denied)).length > 0;
      if (!wasDenied) continue;
      passing.total++;
      if (passing.first.length < MOST) passing.first.push({ denied, ordinal, category });
    }
    yield;
  }
  return passing;
}
