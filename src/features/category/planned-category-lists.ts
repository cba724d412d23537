import type { EntityManager } from 'typeorm';

import { PlannedList, wantedChange, type WantedChange } from '../../changes/access-lists/planned-list';
import type { FieldChange } from '../../changes/field-change';
import type { Planning } from '../../changes/planning';
import { AccessList } from '../../eligibility/access-entry.entity';
import type { AccessLists } from '../../eligibility/access-lists';
import type { CategorySettings } from './category.inputs';

export type CategoryListChanges = Pick<CategorySettings, 'allowedMembers' | 'deniedMembers' | 'creators'>;

/** What is wanted of the lists, with the principals looked up. */
export type WantedCategoryLists = Record<keyof CategoryListChanges, WantedChange>;

/** Looks up the principals that an input names, once for all the categories that it is about; null where it names no list. */
export async function wantedCategoryLists(
  manager: EntityManager,
  input: CategoryListChanges,
): Promise<WantedCategoryLists | null> {
  const { allowedMembers, deniedMembers, creators } = input;
  if ([allowedMembers, deniedMembers, creators].every((change) => change === undefined)) return null;
  const [allowed, denied, created] = await Promise.all([
    wantedChange(manager, 'allowedMembers', allowedMembers),
    wantedChange(manager, 'deniedMembers', deniedMembers),
    wantedChange(manager, 'creators', creators),
  ]);
  return { allowedMembers: allowed, deniedMembers: denied, creators: created };
}

/** The three lists of a category as a change makes them. */
export class PlannedCategoryLists {
  private constructor(
    readonly allowed: PlannedList,
    readonly denied: PlannedList,
    readonly creators: PlannedList,
  ) {}

  static async of(lists: AccessLists, categoryId: number, wanted: WantedCategoryLists): Promise<PlannedCategoryLists> {
    const planned = async (list: AccessList, path: keyof CategoryListChanges) => {
      const { principalIds } = await lists.load({ list, ownerId: categoryId });
      return PlannedList.of(list, path, principalIds, wanted[path]);
    };
    const [allowed, denied, creators] = await Promise.all([
      planned(AccessList.ALLOWED, 'allowedMembers'),
      planned(AccessList.DENIED, 'deniedMembers'),
      planned(AccessList.CREATORS, 'creators'),
    ]);
    return new PlannedCategoryLists(allowed, denied, creators);
  }

  get all(): PlannedList[] {
    return [this.allowed, this.denied, this.creators];
  }

  /** Whether the wall moves. */
  get movesWall(): boolean {
    return this.allowed.changed || this.denied.changed;
  }

  async changes(planning: Planning): Promise<FieldChange[]> {
    return (await Promise.all(this.all.map((list) => list.changes(planning)))).flat();
  }
}
