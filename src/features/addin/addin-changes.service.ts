import type { ChangeService } from '../../changes/change.service';
import { differences } from '../../changes/differences';
import { givenFields } from '../../changes/given-fields';
import type { ChangeOutcome } from '../../changes/outcome';
import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import { WarningCode } from '../../changes/warning';
import { foldedKey } from '../../database/text-keys';
import { ErrorCode, GatewayError } from '../../errors';
import type { RequestContext } from '../../graphql/context';
import { pooledIdentity } from '../topology/pooled.identity';
import type { TopologyService } from '../topology/topology.service';
import { Addin } from './addin.entity';
import type { NewAddinInput, RemoveAddinInput, SetAddinInput } from './addin.inputs';
import type { AddinService } from './addin.service';
import { AddinUses } from './addin-uses';

/** Makes, changes and removes add-ins. */
export class AddinChangesService {
  constructor(
    private readonly changes: ChangeService,
    private readonly addins: AddinService,
    private readonly topology: TopologyService,
  ) {}

  create(context: RequestContext, input: NewAddinInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'newAddin',
      input,
      plan: (planning) => this.planNew(planning, input),
    });
  }

  set(context: RequestContext, input: SetAddinInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'setAddin',
      input,
      plan: (planning) => this.planSet(planning, input),
    });
  }

  remove(context: RequestContext, input: RemoveAddinInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'removeAddin',
      input,
      plan: (planning) => this.planRemove(planning, input),
    });
  }

  private async planNew({ manager, now }: Planning, input: NewAddinInput): Promise<Plan> {
    const pool = await this.topology.namedOrOnlyPool(manager, input.pool, 'input.pool');
    const addin = { ...givenUrl(input), ...(await this.addins.naming(manager, pool, input.name, null)) };
    const changes = differences(null, this.addins.settings(addin));
    return {
      things: [{ type: 'Addin', id: null, identity: pooledIdentity(pool, input.name), version: 0, changes }],
      warnings: [],
      write: async (tx) => [
        await this.addins.insert(tx, pool, { ...addin, poolId: pool.id, version: 1, createdAt: now, updatedAt: now }),
      ],
    };
  }

  private async planSet(planning: Planning, input: SetAddinInput): Promise<Plan> {
    const { manager, now } = planning;
    const { thing: addin, pool, identity } = await this.addins.target(planning, input);
    const { name, url } = givenFields(input, ['name', 'url']);
    const patch = {
      ...givenUrl({ url }),
      ...(name !== undefined && (await this.addins.naming(manager, pool, name, addin.id))),
    };
    const changes = differences(this.addins.settings(addin), this.addins.settings({ ...addin, ...patch }));
    return {
      things: [{ type: 'Addin', id: addin.id, identity, version: addin.version, changes }],
      warnings: [],
      write: async (tx) => {
        await this.addins.update(tx, pool, addin, patch, now);
        return [addin.id];
      },
    };
  }

  private async planRemove(planning: Planning, input: RemoveAddinInput): Promise<Plan> {
    const { thing: addin, pool, identity } = await this.addins.target(planning, input);
    const uses = await AddinUses.of(planning, addin, pool);
    if (uses.count && !input.force) {
      throw new GatewayError(
        ErrorCode.IN_USE,
        `The add-in ${identity} is used in ${uses.named}; with "force" it goes from there too.`,
        {
          parameter: input.id ? 'input.id' : 'input.identity',
          usedBy: { count: uses.count, rooms: uses.firstNames },
        },
      );
    }
    const changes = differences(this.addins.settings(addin), null);
    return {
      things: [{ type: 'Addin', id: addin.id, identity, version: addin.version, changes }, ...uses.things],
      warnings: uses.count
        ? [{ code: WarningCode.ADDIN_DETACHED, message: `The add-in is gone from ${uses.named} too.` }]
        : [],
      write: async (tx) => {
        await uses.end(tx, planning.now);
        await tx.delete(Addin, addin.id);
        return [addin.id, ...uses.roomIds];
      },
    };
  }
}

/** The columns of the address that an input gives, if it gives one. */
function givenUrl({ url }: { url?: string }): { url?: string; urlKey?: string } {
  if (url === undefined) return {};
  const { protocol } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `The address ${url} begins with "${protocol}"; rooms show pages of "http:" and "https:" only.`,
      {
        parameter: 'input.url',
      },
    );
  }
  return { url, urlKey: foldedKey(url) };
}
