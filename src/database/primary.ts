import { setTimeout as delay } from 'node:timers/promises';

import { storeClosed } from './as-gateway-error';
import type { ServerHost, ServerUrl } from './database-url';
import { Lookout } from './lookout';
import { NoPrimary, ReadOnlyServer } from './no-primary';

const ASK_EVERY_MS = 1_000;
/** How long whoever needs a server waits for one to be promoted. */
const PATIENCE_MS = 2_000;
/** From one time of asking all servers to the next. */
const PAUSE_MS = 100;

/** A server for as long as the gateway uses it. */
export interface Server {
  readonly host: ServerHost;
  /** Aborted when the gateway leaves the server, after which no connection to it is to be used. */
  readonly left: AbortSignal;
}

interface Serving extends Server {
  leaving: AbortController;
  lookout: Lookout;
}

/**
 * Knows which of a database's servers takes the writes, and learns of a promotion by itself: a lookout asks the server
 * in use each second; all servers are asked anew, once for all who wait, when it is lost, is read-only or is doubted.
 */
export class Primary {
  /** How many servers were left so far; counted before anybody is given another. */
  moves = 0;
  private serving: Serving | undefined;
  private looking: Promise<Server> | undefined;
  private nextLook = 0;
  private closed = false;

  constructor(private readonly url: ServerUrl) {}

  /**
   * The server that takes the writes.
   *
   * @throws NoPrimary where none does: with several servers, after some seconds' wait for a promotion.
   */
  async toWrite(): Promise<Server> {
    return this.known ?? this.find(this.url.hosts.length > 1 ? PATIENCE_MS : 0);
  }

  /**
   * The server to read from: the one that takes the writes or, until there is another, has taken them last. A replica
   * may not have applied yet what the gateway has told its clients.
   *
   * @throws NoPrimary as for writing.
   */
  async toRead(): Promise<Server> {
    return this.serving ?? this.toWrite();
  }

  /** @throws NoPrimary where no server takes writes right now. */
  async check(): Promise<void> {
    if (this.serving) await ask(this.serving.lookout);
    if (!this.known) await this.find(0);
  }

  /** To be called where the server refused a write or was lost: before the next write, all servers are asked. */
  doubt(): void {
    if (this.serving) this.serving.lookout.takesWrites = false;
  }

  close(): void {
    this.closed = true;
    this.serving?.lookout.close();
    this.serving = undefined;
  }

  private get known(): Server | undefined {
    return this.serving?.lookout.takesWrites ? this.serving : undefined;
  }

  private async find(patience: number): Promise<Server> {
    const end = Date.now() + patience;
    // What was asked before may have been answered before, too.
    let late = this.looking !== undefined;
    for (;;) {
      try {
        return await this.look();
      } catch (error) {
        if (this.closed || (!late && Date.now() >= end)) throw error;
      }
      late = false;
    }
  }

  /** Asks all servers, once for all who call meanwhile. */
  private look(): Promise<Server> {
    this.looking ??= this.lookInTurn().finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async lookInTurn(): Promise<Server> {
    await delay(Math.max(0, this.nextLook - Date.now()));
    this.nextLook = Date.now() + PAUSE_MS;
    return this.askAll();
  }

  private async askAll(): Promise<Server> {
    const { hosts } = this.url;
    const opening = hosts.map((host) => Lookout.open(this.url, host));
    try {
      return this.serve(await Promise.any(opening.map(takingWrites)));
    } catch (error) {
      if (!(error instanceof AggregateError)) throw error;
      await this.stayOrLeave(opening);
      throw new NoPrimary(hosts, error.errors as Error[]);
    } finally {
      for (const lookout of opening) void lookout.then((each) => this.closeUnlessServing(each)).catch(() => undefined);
    }
  }

  /** Where no server takes writes, the one in use is kept for reading if it answers. */
  private async stayOrLeave(opening: Promise<Lookout>[]): Promise<void> {
    const lookouts = await Promise.allSettled(opening);
    const former = lookouts.find((each) => each.status === 'fulfilled' && each.value.host === this.serving?.host);
    if (former?.status === 'fulfilled') this.serve(former.value);
    else this.leave();
  }

  private serve(lookout: Lookout): Server {
    if (this.closed) throw storeClosed();
    const { host } = lookout;
    if (this.serving?.host === host) {
      this.serving.lookout.close();
      this.serving.lookout = lookout;
    } else {
      this.leave();
      const leaving = new AbortController();
      this.serving = { host, left: leaving.signal, leaving, lookout };
    }
    void this.watch(lookout);
    return this.serving;
  }

  private leave(): void {
    if (!this.serving) return;
    this.serving.lookout.close();
    this.serving.leaving.abort();
    this.serving = undefined;
    this.moves += 1;
  }

  private async watch(lookout: Lookout): Promise<void> {
    while (this.serving?.lookout === lookout) {
      await delay(ASK_EVERY_MS, undefined, { ref: false, signal: lookout.ended }).catch(() => undefined);
      await ask(lookout);
      if (this.serving?.lookout === lookout && !lookout.takesWrites) await this.look().catch(() => undefined);
    }
  }

  private closeUnlessServing(lookout: Lookout): void {
    if (lookout !== this.serving?.lookout) lookout.close();
  }
}

async function ask(lookout: Lookout): Promise<void> {
  await lookout.ask().catch(() => (lookout.takesWrites = false));
}

async function takingWrites(opening: Promise<Lookout>): Promise<Lookout> {
  const lookout = await opening;
  if (lookout.takesWrites) return lookout;
  throw new ReadOnlyServer();
}
