import type { EntityManager } from 'typeorm';

import { inTurns } from '../in-turns';
import { PrincipalSet } from '../principal-set';
import type { CategoryChange } from './category-change';
import type { ReachOfUsers } from './reach-of-users';
import type { StagedPrincipals } from './staged-principals';
import { type StagedAccount, type Succession, stagedAccounts, successions } from './successors';

const MOST = 500;

/** A user whom the change lets through the wall of a category: denied before, no longer denied and allowed after. */
export interface LetThrough {
  principalId: number;
  categoryId: number;
  /** The denied entries that kept it out, as principal ids, ascending; of a new account: that kept its predecessor out. */
  deniedIds: number[];
  /** Of an account that comes while one with the same SIP address, user principal name, logon name or distinguished name vanishes. */
  newAccount: (Omit<StagedAccount, 'id'> & { predecessorId: number }) | null;
}

export interface LettingThrough {
  /** How many pairs of a user and a category there are. */
  total: number;
  /** The first 500, in the display order of before (new accounts in the places of those whom they succeed), then by category id and principal id. */
  first: LetThrough[];
}

/** The users who were denied in a category before and are inside its wall after, themselves or by a new account. */
export async function lettingThrough(
  manager: EntityManager,
  staged: StagedPrincipals,
  categories: readonly CategoryChange[],
  before: ReachOfUsers,
  usersAfter: PrincipalSet,
): Promise<LettingThrough> {
  const themselves = await inTurns(passingThemselves(categories, usersAfter, staged.size));
  const anew = await passingAnew(manager, categories, usersAfter, staged);
  const first = [...themselves.first, ...anew.first]
    .sort((a, b) => a.denied - b.denied || a.category.id - b.category.id)
    .slice(0, MOST);
  const newIds = first.filter(({ denied, ordinal }) => denied !== ordinal).map(({ ordinal }) => staged.idAt(ordinal));
  const accounts = new Map((await stagedAccounts(manager, newIds)).map(({ id, ...account }) => [id, account]));
  return {
    total: themselves.total + anew.total,
    first: first.map(({ denied, ordinal, category }) => {
      const principalId = staged.idAt(ordinal);
      const account = denied === ordinal ? undefined : accounts.get(principalId)!;
      return {
        principalId,
        categoryId: category.id,
        deniedIds: category.entries.denied.filter((id) => before.of(id).has(denied)).sort((a, b) => a - b),
        newAccount: account ? { ...account, predecessorId: staged.idAt(denied) } : null,
      };
    }),
  };
}

/** The first and how many of those who pass, by ordinals. */
interface Passing {
  total: number;
  first: { denied: number; ordinal: number; category: CategoryChange }[];
}

function* passingThemselves(
  categories: readonly CategoryChange[],
  usersAfter: PrincipalSet,
  universe: number,
): Generator<void, Passing> {
  const passing: { users: PrincipalSet; category: CategoryChange }[] = [];
  for (const category of categories) {
    const users = category.before.denied.intersect(category.after.inside).intersect(usersAfter);
    if (users.size > 0) passing.push({ users, category });
    yield;
  }
  const all = PrincipalSet.union(
    universe,
    passing.map(({ users }) => users),
  );
  return {
    total: passing.reduce((total, { users }) => total + users.size, 0),
    first: all
      .first(MOST)
      .flatMap((ordinal) =>
        passing
          .filter(({ users }) => users.has(ordinal))
          .map(({ category }) => ({ denied: ordinal, ordinal, category })),
      ),
  };
}

async function passingAnew(
  manager: EntityManager,
  categories: readonly CategoryChange[],
  usersAfter: PrincipalSet,
  staged: StagedPrincipals,
): Promise<Passing> {
  const vanished = PrincipalSet.of(staged.size, [...staged.vanished]);
  const left = categories.filter(({ before }) => before.denied.intersect(vanished).size > 0);
  const inside = PrincipalSet.union(
    staged.size,
    left.map(({ after }) => after.inside),
  );
  const arrived = PrincipalSet.of(staged.size, [...staged.arrived])
    .intersect(usersAfter)
    .intersect(inside);
  const pairs = await successions(manager, staged.idsOf(arrived));
  return inTurns(succeeding(left, staged, pairs));
}

function* succeeding(
  categories: readonly CategoryChange[],
  staged: StagedPrincipals,
  pairs: readonly Succession[],
): Generator<void, Passing> {
  const ordinals = pairs
    .map(({ id, predecessorId }) => ({ ordinal: staged.ordinalOf(id)!, denied: staged.ordinalOf(predecessorId)! }))
    .filter(({ denied }) => staged.vanished.has(denied))
    .sort((a, b) => a.denied - b.denied || staged.idAt(a.ordinal) - staged.idAt(b.ordinal));
  const passing: Passing = { total: 0, first: [] };
  for (const { ordinal, denied } of ordinals) {
    for (const category of categories) {
      if (!category.before.denied.has(denied) || !category.after.inside.has(ordinal)) continue;
      passing.total++;
      if (passing.first.length < MOST) passing.first.push({ denied, ordinal, category });
    }
    yield;
  }
  return passing;
}
