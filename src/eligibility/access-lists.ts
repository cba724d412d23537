import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';

import { isSameMoment, type Moment } from '../database/moment';
import { type AccessListKey, MOST_LISTS, nameOf, readLists, type ReadLists } from './access-lists-reading';
import type { KeptLists } from './kept-lists';

export interface ListedPrincipals {
  /** Ascending. */
  principalIds: readonly number[];
  /** The number of the last change of all in the moment that the list is as of: lists with the same one were so at the same time. */
  sequence: number;
  /** The version of the directory and its policies in that moment. */
  version: number;
}

/** Asks for no list, but for the version alone. */
const VERSION = 'version';
type Key = AccessListKey | typeof VERSION;

/**
 * The access lists as one request or one transaction sees them. What is asked for in the same tick is of one moment: it comes from what the gateway keeps
 * where that is as of a moment that the request has seen, else by one statement.
 */
export class AccessLists {
  private readonly loader = new DataLoader<Key, ListedPrincipals, string>((keys) => this.loadAll(keys), {
    cacheKeyFn: (key) => (key === VERSION ? VERSION : nameOf(key)),
    maxBatchSize: MOST_LISTS,
  });

  /** Whether another request has overtaken this one: what is kept is no longer for it to be answered from. */
  private overtaken = false;

  /**
   * @param kept left out in a transaction, which may see what others don't
   * @param newest the newest moment that the request has seen
   */
  constructor(
    private readonly manager: EntityManager,
    private readonly kept?: KeptLists,
    private newest?: Moment,
  ) {}

  load(key: AccessListKey): Promise<ListedPrincipals> {
    return this.loader.load(key);
  }

  /** Lets a list be read anew, from the store, when it is next asked for. */
  forget(key: AccessListKey): void {
    this.loader.clear(key);
    this.overtaken = true;
  }

  /** The newest version of the directory and its policies that this request has seen; asks for it where there was none. */
  async version(): Promise<number> {
    if (!this.newest) await this.loader.load(VERSION);
    return this.newest!.eligibility;
  }

  private async loadAll(keys: readonly Key[]): Promise<ListedPrincipals[]> {
    const named = keys.filter((key) => key !== VERSION);
    const { moment, lists } = await this.listsOf(named);
    if (!this.newest || this.newest.last < moment.last) this.newest = moment;
    const listed = lists.values();
    const { last: sequence, eligibility: version } = moment;
    return keys.map((key) => ({ principalIds: key === VERSION ? [] : listed.next().value!, sequence, version }));
  }

  private async listsOf(keys: readonly AccessListKey[]): Promise<ReadLists> {
    const { kept, newest: moment, overtaken } = this;
    if (!kept || !moment || overtaken) return this.read(keys);
    await kept.follow(this.manager, moment);
    const lists = kept.at(moment, keys);
    const missing = keys.filter((_, i) => !lists[i]);
    kept.asked.memory += keys.length - missing.length;
    if (missing.length === 0) return { moment, lists: lists as ReadLists['lists'] };
    const read = await this.read(missing);
    // Lists of two moments may say together what was never true.
    if (!isSameMoment(read.moment, moment) && missing.length < keys.length) return this.read(keys);
    const others = read.lists.values();
    return { moment: read.moment, lists: lists.map((list) => list ?? others.next().value!) };
  }

  private async read(keys: readonly AccessListKey[]): Promise<ReadLists> {
    const { kept } = this;
    const before = kept?.asOf;
    const read = await readLists(this.manager, keys);
    if (kept) {
      kept.asked.store += keys.length;
      kept.keep(keys, read, before);
    }
    return read;
  }
}
