import type { EntityManager } from 'typeorm';

import type { DraftedPlan } from '../../changes/in-memory';
import { planEach } from '../../changes/bulk/plan-each';
import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import { and, type Sql } from '../../database/sql';
import { isUniqueViolation } from '../../database/unique-violation';
import { ErrorCode, GatewayError } from '../../errors';
import type { RequestContext } from '../../graphql/context';
import { timeSpanText } from '../../graphql/time-span.scalar';
import { Scope } from '../scope/scope';
import { identityFilter } from '../scope/scoped.filter';
import { ScopedService } from '../scope/scoped.service';
import type { ComplianceConfigurationsArgs } from './compliance-configuration.args';
import { ComplianceConfiguration } from './compliance-configuration.entity';
import { complianceConfigurationFilter } from './compliance-configuration.filter';
import { withoutEffect } from './without-effect';

/** What says which compliance configurations are meant. */
export type ComplianceSelection = Pick<ComplianceConfigurationsArgs, 'filter' | 'where'>;

type Columns = Partial<ComplianceConfiguration>;

/** Compliance configurations, no two of which have the same output directory. */
export class ComplianceConfigurationService extends ScopedService<ComplianceConfiguration> {
  constructor() {
    super({
      entity: ComplianceConfiguration,
      noun: 'compliance configuration',
      plural: 'compliance configurations',
      scopes: [Scope.GLOBAL, Scope.SITE, Scope.SERVICE],
      defaults: {
        adapterType: null,
        adapterTypeKey: null,
        adapterName: null,
        adapterNameKey: null,
        adapterOutputDirectory: null,
        adapterOutputDirectoryKey: null,
        oneChatRoomPerOutputFile: false,
        addChatRoomDetails: false,
        addUserDetails: false,
        createFileAttachmentsManifest: false,
        customConfiguration: null,
        runInterval: 15 * 60,
      },
      placed: ({ poolId }) => ({ poolId }),
      settings: (thing) => ({
        identity: thing.identity,
        adapterType: thing.adapterType,
        adapterName: thing.adapterName,
        adapterOutputDirectory: thing.adapterOutputDirectory,
        oneChatRoomPerOutputFile: thing.oneChatRoomPerOutputFile,
        addChatRoomDetails: thing.addChatRoomDetails,
        addUserDetails: thing.addUserDetails,
        createFileAttachmentsManifest: thing.createFileAttachmentsManifest,
        customConfiguration: thing.customConfiguration,
        runInterval: timeSpanText(thing.runInterval!),
      }),
    });
  }

  /** @throws GatewayError IN_USE, too, where another has the output directory. */
  override async planNew(
    planning: Planning,
    identity: string,
    columns: Columns,
  ): Promise<DraftedPlan<ComplianceConfiguration>> {
    const plan = await super.planNew(planning, identity, columns);
    const holder = await this.holder(planning.manager, columns);
    if (holder) throw occupied(holder, columns);
    return { ...plan, warnings: withoutEffect([plan.draft], columns) };
  }

  /** Plans to write columns of configurations, the same of all; of an output directory one of them can have it. */
  async planSetting(planning: Planning, targets: readonly ComplianceConfiguration[], columns: Columns): Promise<Plan> {
    const holder = columns.adapterOutputDirectoryKey
      ? ((await this.holder(planning.manager, columns)) ?? targets[0])
      : undefined;
    const held = targets.map((thing) => ({ thing, identity: thing.identity }));
    const { planned, refused } = await planEach(held, ({ thing }) => {
      if (holder && holder.id !== thing.id) throw occupied(holder, columns);
      return thing;
    });
    const plan = this.planSetAll(planning, planned, columns);
    const after = planned.map((thing) => ({ ...thing, ...columns }));
    return {
      ...plan,
      refused,
      warnings: withoutEffect(after, columns),
      write: (tx) => this.unlessTaken(tx, columns, plan.write(tx)),
    };
  }

  /** The configurations that are meant, held until the commit. */
  async selected(planning: Planning, selection: ComplianceSelection): Promise<ComplianceConfiguration[]> {
    return this.targets(planning, 'compliance', await this.condition(planning.context, selection, 'input.'));
  }

  /**
   * The condition on the table `compliance` for what is asked for.
   *
   * @param prefix what stands before the input's names in errors, such as `input.`
   */
  async condition(context: RequestContext, { filter, where }: ComplianceSelection, prefix = ''): Promise<Sql> {
    return and([
      identityFilter('compliance', filter, `${prefix}filter`),
      await complianceConfigurationFilter.compile(context, where, 'compliance', `${prefix}where`),
    ]);
  }

  protected override async taken(tx: EntityManager, row: Columns): Promise<GatewayError> {
    const holder = await this.holder(tx, row);
    return holder ? occupied(holder, row) : super.taken(tx, row);
  }

  /** Two who want one directory at once both see it free: the store lets the first one have it. */
  private async unlessTaken<R>(tx: EntityManager, columns: Columns, written: Promise<R>): Promise<R> {
    try {
      return await written;
    } catch (error) {
      if (isUniqueViolation(error)) throw await this.taken(tx, columns);
      throw error;
    }
  }

  /** Who has an output directory. */
  private async holder(
    manager: EntityManager,
    { adapterOutputDirectoryKey: key }: Columns,
  ): Promise<ComplianceConfiguration | null> {
    return key ? manager.findOneBy(ComplianceConfiguration, { adapterOutputDirectoryKey: key }) : null;
  }
}

export function occupied({ identity }: ComplianceConfiguration, { adapterOutputDirectory }: Columns): GatewayError {
  return new GatewayError(
    ErrorCode.IN_USE,
    `The output directory ${adapterOutputDirectory} is that of ${identity}; each adapter has one of its own.`,
    {
      parameter: 'input.adapterOutputDirectory',
      usedBy: [{ type: 'ComplianceConfiguration', count: 1, identities: [identity] }],
    },
  );
}
