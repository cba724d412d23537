import type { EntityManager } from 'typeorm';

import type { ChangeService } from '../../changes/change.service';
import { differences } from '../../changes/differences';
import { andMore, firstFew } from '../../changes/first-few';
import { givenFields } from '../../changes/given-fields';
import type { ChangeOutcome } from '../../changes/outcome';
import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import { AccessList } from '../../eligibility/access-entry.entity';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { PlannedList, wantedChange } from '../../changes/access-lists/planned-list';
import { writeLists } from '../../changes/access-lists/write-lists';
import { Wall } from '../../eligibility/wall';
import { refuseOutside } from '../../changes/access-lists/wall-check';
import { ErrorCode, GatewayError } from '../../errors';
import type { RequestContext } from '../../graphql/context';
import { givenDescription } from '../topology/description';
import { pooledIdentity } from '../topology/pooled.identity';
import type { TopologyService } from '../topology/topology.service';
import { Category } from './category.entity';
import type { NewCategoryInput, RemoveCategoryInput, SetCategoryInput } from './category.inputs';
import type { CategoryService } from './category.service';
import { roomsBehindWall } from '../../eligibility/rooms-behind-wall';
import { WallChange } from '../../changes/access-lists/wall-change';

type CategoryLists = Record<'allowed' | 'denied' | 'creators', PlannedList>;
type ListChanges = Pick<SetCategoryInput, 'allowedMembers' | 'deniedMembers' | 'creators'>;

/** Makes, changes and removes categories. */
export class CategoryChangesService {
  constructor(
    private readonly changes: ChangeService,
    private readonly categories: CategoryService,
    private readonly topology: TopologyService,
    private readonly eligibility: EligibilityService,
  ) {}

  create(context: RequestContext, input: NewCategoryInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'newCategory',
      input,
      plan: (planning) => this.planNew(planning, input),
    });
  }

  set(context: RequestContext, input: SetCategoryInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'setCategory',
      input,
      plan: (planning) => this.planSet(planning, input),
    });
  }

  remove(context: RequestContext, input: RemoveCategoryInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'removeCategory',
      input,
      plan: (planning) => this.planRemove(planning, input),
    });
  }

  private async planNew({ manager, now }: Planning, input: NewCategoryInput): Promise<Plan> {
    const pool = await this.topology.namedOrOnlyPool(manager, input.pool, 'input.pool');
    const category = {
      description: '',
      descriptionKey: '',
      invitations: false,
      fileUpload: false,
      chatHistory: true,
      ...givenDescription(input),
      ...givenFields(input, ['invitations', 'fileUpload', 'chatHistory']),
      ...(await this.categories.naming(manager, pool, input.name, null)),
    };
    const changes = differences(null, this.categories.settings(category));
    return {
      things: [{ type: 'Category', id: null, identity: pooledIdentity(pool, input.name), version: 0, changes }],
      warnings: [],
      write: async (tx) => [
        await this.categories.insert(tx, pool, {
          ...category,
          poolId: pool.id,
          version: 1,
          createdAt: now,
          updatedAt: now,
        }),
      ],
    };
  }

  private async planSet(planning: Planning, input: SetCategoryInput): Promise<Plan> {
    const { manager, now } = planning;
    const { thing: category, pool, identity } = await this.categories.target(planning, input);
    const { name, ...switches } = givenFields(input, ['name', 'invitations', 'fileUpload', 'chatHistory']);
    const patch = {
      ...switches,
      ...givenDescription(input),
      ...(name !== undefined && (await this.categories.naming(manager, pool, name, category.id))),
    };
    const after = { ...category, ...patch };
    const lists = await this.lists(manager, category.id, input);
    const walls = await this.walls(manager, category.id, lists);
    await refuseOutside(planning, walls.after, identity, lists.creators.added);
    const wallChange = walls.moves
      ? new WallChange(walls.before, walls.after, await roomsBehindWall(manager, category.id))
      : null;
    const planned = Object.values(lists);
    const listChanges = await Promise.all(planned.map((list) => list.changes(planning)));
    const changes = [
      ...differences(this.categories.settings(category), this.categories.settings(after)),
      ...listChanges.flat(),
    ];
    return {
      things: [{ type: 'Category', id: category.id, identity, version: category.version, changes }],
      warnings: [
        ...planned.flatMap((list) => list.warnings),
        ...((await wallChange?.warnings(manager, lists.creators.after)) ?? []),
      ],
      impact: wallChange?.impact(),
      directory: walls.before.index.version,
      invitations: wallChange?.invitations(after.invitations),
      write: async (tx) => {
        await this.categories.update(tx, pool, category, patch, now);
        await writeLists(
          tx,
          planned.map((list) => ({ ownerId: category.id, list })),
        );
        return [category.id];
      },
    };
  }

  private async planRemove(planning: Planning, input: RemoveCategoryInput): Promise<Plan> {
    const { manager } = planning;
    const { thing: category, identity } = await this.categories.target(planning, input);
    const rooms = await roomsBehindWall(manager, category.id);
    if (rooms.length) {
      const names = firstFew(rooms).map((room) => room.name);
      throw new GatewayError(
        ErrorCode.IN_USE,
        `The category ${identity} still has rooms: ${andMore(names, rooms.length)}; remove or move them first.`,
        {
          parameter: input.id ? 'input.id' : 'input.identity',
          usedBy: { count: rooms.length, rooms: names },
        },
      );
    }
    const lists = Object.values(
      await this.lists(manager, category.id, { allowedMembers: null, deniedMembers: null, creators: null }),
    );
    const listChanges = await Promise.all(lists.map((list) => list.changes(planning)));
    const changes = [...differences(this.categories.settings(category), null), ...listChanges.flat()];
    return {
      things: [{ type: 'Category', id: category.id, identity, version: category.version, changes }],
      warnings: [],
      write: async (tx) => {
        await writeLists(
          tx,
          lists.map((list) => ({ ownerId: category.id, list })),
        );
        await tx.delete(Category, category.id);
        return [category.id];
      },
    };
  }

  private async lists(manager: EntityManager, categoryId: number, input: ListChanges): Promise<CategoryLists> {
    const { lists } = this.eligibility.within(manager);
    const planned = async (list: AccessList, path: 'allowedMembers' | 'deniedMembers' | 'creators') => {
      const { principalIds } = await lists.load({ list, ownerId: categoryId });
      return PlannedList.of(list, path, principalIds, await wantedChange(manager, path, input[path]));
    };
    const [allowed, denied, creators] = await Promise.all([
      planned(AccessList.ALLOWED, 'allowedMembers'),
      planned(AccessList.DENIED, 'deniedMembers'),
      planned(AccessList.CREATORS, 'creators'),
    ]);
    return { allowed, denied, creators };
  }

  private async walls(
    manager: EntityManager,
    categoryId: number,
    { allowed, denied }: CategoryLists,
  ): Promise<{ before: Wall; after: Wall; moves: boolean }> {
    const before = await this.eligibility.within(manager).wall(categoryId);
    const moves = allowed.changed || denied.changed;
    return {
      before,
      after: moves ? new Wall(before.index, { allowed: allowed.after, denied: denied.after }) : before,
      moves,
    };
  }
}
