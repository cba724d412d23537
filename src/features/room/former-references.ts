import DataLoader from 'dataloader';
import type { ClassType } from 'type-graphql';

import type { Planning } from '../../changes/planning';
import { Addin } from '../addin/addin.entity';
import { Category } from '../category/category.entity';
import type { Reverting } from '../revert/reverting';

/** Finds the things that rooms referred to, by what the audit trail kept of them. */
export class FormerReferences {
  private readonly categories: DataLoader<number, Category | null>;
  private readonly addins: DataLoader<number, Addin | null>;

  constructor(private readonly reverting: Reverting) {
    this.categories = held(reverting.planning, Category);
    this.addins = held(reverting.planning, Addin);
  }

  /** @throws GatewayError CONFLICT where it is gone. */
  async category(id: unknown, room: string): Promise<Category> {
    const found = typeof id === 'number' ? await this.categories.load(id) : null;
    if (!found) throw this.reverting.conflict(`The category that ${room} was in is there no more.`);
    return found;
  }

  /** @throws GatewayError CONFLICT where it is gone and doesn't come back, too. */
  async addin(id: unknown, room: string): Promise<Addin | null> {
    if (id === null) return null;
    const found = typeof id === 'number' ? (this.reverting.announced(Addin, id) ?? (await this.addins.load(id))) : null;
    if (!found) throw this.reverting.conflict(`The add-in that ${room} had is there no more.`);
    return found;
  }
}

function held<T extends { id: number }>(planning: Planning, entity: ClassType<T>): DataLoader<number, T | null> {
  return new DataLoader(async (ids) => {
    const found = new Map((await planning.allToRestOn(entity, ids)).map((each) => [each.id, each]));
    return ids.map((id) => found.get(id) ?? null);
  });
}
