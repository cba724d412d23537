import type { Planning } from '../../changes/planning';
import { ErrorCode, GatewayError } from '../../errors';
import type { Addin } from '../addin/addin.entity';
import type { AddinService } from '../addin/addin.service';
import type { Category } from '../category/category.entity';
import type { CategoryService } from '../category/category.service';
import type { Pool } from '../topology/pool.entity';
import { pooledIdentity } from '../topology/pooled.identity';
import type { Room } from './room.entity';
import type { RoomSettings } from './room.inputs';

/** The things that a room is to refer to after a change; they stay until the commit. */
export interface RoomReferences {
  category(pool: Pool, room: Room): Promise<Category>;
  addin(pool: Pool, room: Room): Promise<Addin | null>;
}

/** Finds what an input names, for each pool once. */
export class NamedReferences implements RoomReferences {
  private readonly homes = new Map<number, Promise<Category>>();
  private readonly addins = new Map<number, Promise<Addin>>();

  constructor(
    private readonly planning: Planning,
    private readonly services: { categories: CategoryService; addins: AddinService },
    private readonly input: Pick<RoomSettings, 'category' | 'addin'>,
  ) {}

  /**
   * Looks up what the input names beside its pool, and so for all rooms alike.
   *
   * @throws GatewayError NOT_FOUND
   */
  async check(): Promise<void> {
    const { manager } = this.planning;
    const { category, addin } = this.input;
    if (category?.includes('\\')) await this.services.categories.named(manager, category, 'input.category');
    if (addin?.includes('\\')) await this.services.addins.named(manager, addin, 'input.addin');
  }

  async category(pool: Pool, room: Room): Promise<Category> {
    const { category: identity } = this.input;
    if (identity === undefined) return room.category!;
    // Where the room stands now matters to its managers alone, and they change one room at a time.
    const category = await once(this.homes, pool.id, () => {
      const named = identity.includes('\\') ? identity : pooledIdentity(pool, identity);
      return this.services.categories.forRooms(this.planning, named, 'input.category', room.categoryId);
    });
    if (category.poolId === pool.id) return category;
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `${room.name} belongs to the pool ${pool.fqdn} and can't move to a category of another.`,
      { parameter: 'input.category' },
    );
  }

  async addin(pool: Pool, room: Room): Promise<Addin | null> {
    const { addin } = this.input;
    if (addin === undefined) return room.addin ?? null;
    if (addin === null) return null;
    return once(this.addins, pool.id, () => this.services.addins.ofPool(this.planning, pool, addin, 'input.addin'));
  }
}

function once<T>(made: Map<number, Promise<T>>, key: number, make: () => Promise<T>): Promise<T> {
  const known = made.get(key) ?? make();
  made.set(key, known);
  return known;
}
