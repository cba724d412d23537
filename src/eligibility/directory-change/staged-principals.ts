import type { EntityManager } from 'typeorm';

import { sql } from '../../database/sql';
import { PrincipalKind } from '../../directory/principal.entity';
import type { DisplayOrder } from '../display-order';
import type { EligibilityIndex } from '../eligibility-index';
import { PrincipalSet } from '../principal-set';
import { pages, ROWS_PER_TURN } from '../row-pages';

/** What of a principal after the change decides whether it may enter rooms. */
interface PrincipalAfter {
  isUser: boolean;
  isActive: boolean;
  siteKey: string | null;
}

/** The principals that a sync has staged, by ordinals: those of the index, and after them those who are new, in the order of their ids. */
export class StagedPrincipals {
  readonly vanished = new Set<number>();
  /** The new ones, and those who come back. */
  readonly arrived = new Set<number>();
  private readonly newIds: number[] = [];
  private readonly newOrdinals = new Map<number, number>();
  private readonly users = new Turnover();
  private readonly active = new Turnover();
  private readonly entering = new Turnover();

  private constructor(private readonly index: EligibilityIndex) {}

  static async read(manager: EntityManager, index: EligibilityIndex): Promise<StagedPrincipals> {
    const staged = new StagedPrincipals(index);
    const statement = (lastId: unknown) => sql`
      SELECT id, effect, kind, enabled, sip_key, site_key FROM staged_principals WHERE id > ${lastId} ORDER BY id LIMIT ${ROWS_PER_TURN}`;
    for await (const rows of pages(manager, ROWS_PER_TURN, (last) => statement(last?.id ?? 0))) {
      for (const { id, effect, kind, enabled, sip_key: sipKey, site_key: siteKey } of rows) {
        const isUser = kind === PrincipalKind.USER;
        staged.add(Number(id), String(effect), {
          isUser,
          isActive: isUser && Boolean(enabled) && Boolean(sipKey),
          siteKey: siteKey as string | null,
        });
      }
    }
    return staged;
  }

  get size(): number {
    return this.index.size + this.newIds.length;
  }

  /** The display order of before. */
  get order(): DisplayOrder {
    return this.index.order;
  }

  /** The new ones have the ordinals from there on. */
  get sizeBefore(): number {
    return this.index.size;
  }

  ordinalOf(principalId: number): number | undefined {
    return this.index.ordinalOf(principalId) ?? this.newOrdinals.get(principalId);
  }

  idAt(ordinal: number): number {
    return ordinal < this.index.size ? this.index.idAt(ordinal) : this.newIds[ordinal - this.index.size]!;
  }

  idsOf(ordinals: Iterable<number>): number[] {
    return Array.from(ordinals, (ordinal) => this.idAt(ordinal));
  }

  /** Who is a user after the change. */
  usersAfter(before: PrincipalSet): PrincipalSet {
    return this.users.after(this.size, before);
  }

  /** Who is enabled, with a SIP address, after the change. */
  activeUsersAfter(before: PrincipalSet): PrincipalSet {
    return this.active.after(this.size, before);
  }

  /** Who may enter rooms after the change: a user's policy may be another one where its site is. */
  enteringAfter(before: PrincipalSet): PrincipalSet {
    return this.entering.after(this.size, before);
  }

  private add(id: number, effect: string, { isUser, isActive, siteKey }: PrincipalAfter): void {
    const ordinal = this.ordinalOf(id) ?? this.addNew(id);
    if (effect === 'MISSING') this.vanished.add(ordinal);
    if (effect === 'ADDED' || effect === 'RETURNED') this.arrived.add(ordinal);
    this.users.set(ordinal, isUser);
    this.active.set(ordinal, isActive);
    this.entering.set(ordinal, isActive && this.index.policies.enabledIfAt(siteKey, this.index.ordinalOf(id)));
  }

  private addNew(id: number): number {
    const ordinal = this.size;
    this.newOrdinals.set(id, ordinal);
    this.newIds.push(id);
    return ordinal;
  }
}

/** What becomes of a set. */
class Turnover {
  private readonly inside: number[] = [];
  private readonly outside: number[] = [];

  set(ordinal: number, isInside: boolean): void {
    (isInside ? this.inside : this.outside).push(ordinal);
  }

  after(size: number, before: PrincipalSet): PrincipalSet {
    const staying = before.without(PrincipalSet.of(size, this.outside));
    return PrincipalSet.union(size, [staying, PrincipalSet.of(size, this.inside)]);
  }
}
