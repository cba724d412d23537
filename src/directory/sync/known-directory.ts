import type { EntityManager } from 'typeorm';

import { rowsOf } from '../../database/rows';
import { sql } from '../../database/sql';
import { DistinguishedName } from '../distinguished-name';
import type { PrincipalKind } from '../principal.entity';
import type { Sid } from '../security-identifier';
import { Finding, isPresent, type KnownPrincipal, knownPrincipals } from './known-principal';
import { type NameNumber, NameTable } from './name-table';

const KEYS_PER_STATEMENT = 5_000;

/** The directory as the store has it, brought step by step to what a sync reads: some 500 bytes a principal. */
export class KnownDirectory {
  readonly names = new NameTable();
  readonly byId = new Map<number, KnownPrincipal>();
  private readonly byGuid = new Map<string, KnownPrincipal>();
  private readonly bySid = new Map<Sid, KnownPrincipal>();
  /** Those that stand at a name other than the store says, by that name's key. */
  private readonly settled = new Map<string, KnownPrincipal>();
  private readonly stored: number;
  private nextId: number;

  private constructor(
    private readonly manager: EntityManager,
    principals: readonly KnownPrincipal[],
  ) {
    for (const principal of principals) {
      this.keep(principal);
      if (isPresent(principal)) this.settle(principal);
    }
    this.stored = principals.length;
    this.nextId = (principals.at(-1)?.id ?? 0) + 1;
  }

  static async load(manager: EntityManager): Promise<KnownDirectory> {
    const principals: KnownPrincipal[] = [];
    for await (const principal of knownPrincipals(manager)) principals.push(principal);
    return new KnownDirectory(manager, principals);
  }

  find(guid: string): KnownPrincipal | undefined {
    return this.byGuid.get(guid);
  }

  /** A principal that the store doesn't have, with the id that it will have there. */
  add(guid: string, kind: PrincipalKind): KnownPrincipal {
    const principal: KnownPrincipal = {
      id: this.nextId++,
      guid,
      kind,
      sourceId: null,
      distinguishedName: '',
      storedName: null,
      sid: null,
      digest: null,
      membersDigest: null,
      containerId: null,
      primaryGroupId: null,
      finding: Finding.ADDED,
    };
    this.keep(principal);
    return principal;
  }

  /** Says where a principal stands; the key of its name where that isn't what the store says. */
  settle(principal: KnownPrincipal, newKey?: string): void {
    this.names.settle(this.names.numberOf(principal.distinguishedName), principal);
    if (newKey !== undefined) this.settled.set(newKey, principal);
    if (principal.sid) this.bySid.set(principal.sid, principal);
  }

  /** Who stands at a name, once it was looked up. */
  at(number: NameNumber): KnownPrincipal | undefined {
    const principal = this.names.holderOf(number);
    return principal && isPresent(principal) ? principal : undefined;
  }

  group(sid: Sid): KnownPrincipal | undefined {
    const group = this.bySid.get(sid);
    return group?.sid === sid && isPresent(group) ? group : undefined;
  }

  all(): Iterable<KnownPrincipal> {
    return this.byId.values();
  }

  /** Looks names up that are written otherwise than the entries that stand there. */
  async lookUp(numbers: Iterable<NameNumber>): Promise<void> {
    const keys = new Map<string, NameNumber[]>();
    for (const number of numbers) {
      if (this.names.holderOf(number)) continue;
      const key = this.keyOf(number);
      if (key === null) continue;
      const principal = this.settled.get(key);
      if (principal) this.names.settle(number, principal);
      else if (keys.has(key)) keys.get(key)!.push(number);
      else keys.set(key, [number]);
    }
    if (this.stored === 0) return;
    const all = [...keys.keys()];
    for (let start = 0; start < all.length; start += KEYS_PER_STATEMENT) {
      await this.lookUpInStore(all.slice(start, start + KEYS_PER_STATEMENT), keys);
    }
  }

  /** What the store finds a name by; null where its text is none. */
  keyOf(number: NameNumber): string | null {
    return DistinguishedName.parse(this.names.textOf(number))?.key ?? null;
  }

  private async lookUpInStore(keys: string[], numbers: ReadonlyMap<string, NameNumber[]>): Promise<void> {
    const rows = await rowsOf(this.manager, sql`SELECT id, dn_key FROM principals WHERE dn_key IN (${keys})`);
    for (const { id, dn_key: key } of rows) {
      const principal = this.byId.get(id as number)!;
      // The others stand elsewhere by now, or are gone.
      if (principal.finding !== Finding.NOT_SEEN && principal.finding !== Finding.SAME) continue;
      for (const number of numbers.get(key as string)!) this.names.settle(number, principal);
    }
  }

  private keep(principal: KnownPrincipal): void {
    this.byId.set(principal.id, principal);
    this.byGuid.set(principal.guid, principal);
  }
}
