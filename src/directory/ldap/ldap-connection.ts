import { type Client, type Control, type Entry, ResultCodeError, type SearchOptions } from 'ldapts';

import { ErrorCode, GatewayError } from '../../errors';
import { boundClient } from './ldap-client';
import { isFinal, isRefusal, noServer, reasonOf, unavailable } from './ldap-failure';
import type { BindAccount, LdapSettings } from './ldap-settings';

/** The results where there is no entry of that name, or only elsewhere. */
const NOT_HERE = new Set([10, 32]);

/** A server that has let the account in. */
export class LdapConnection {
  private constructor(
    private readonly settings: LdapSettings,
    private readonly client: Client,
    readonly server: string,
  ) {}

  /**
   * Binds at the first server that answers.
   *
   * @throws GatewayError BAD_USER_INPUT where the password is empty, UNAVAILABLE where a server refuses the account or none answers.
   */
  static async open(settings: LdapSettings): Promise<LdapConnection> {
    const { name, servers, account } = settings;
    if (account.password === '') {
      // Many servers take a name without a password for a guest, and let it in.
      throw new GatewayError(
        ErrorCode.BAD_USER_INPUT,
        `The password of "${account.user}" is empty, so "${name}" wasn't asked.`,
      );
    }
    const failures: string[] = [];
    for (const server of servers) {
      try {
        return new LdapConnection(settings, await boundClient(settings, server, account), server);
      } catch (error) {
        if (isFinal(error))
          throw unavailable(
            `"${server}" of "${name}" doesn't let "${account.user}" in: ${reasonOf(error)}.`,
            name,
            server,
          );
        failures.push(`"${server}" (${reasonOf(error)})`);
      }
    }
    throw noServer(name, failures);
  }

  /** The entries at and below a base, in the pages that the server makes. */
  async *pages(base: string, attributes: string[], bytes: string[] = []): AsyncGenerator<Entry[]> {
    const { pageSize, ignoreReferrals, name } = this.settings;
    // Every entry passes this filter: ldapts takes a page with no entry in it for the last one.
    const options = { ...this.everything(attributes, bytes), scope: 'sub' as const, paged: { pageSize } };
    const pages = this.client.searchPaginated(base, options);
    const ask = () => {
      const page = this.asked(
        this.whileBound(() => pages.next()),
        base,
      );
      // Whoever reads no further isn't told.
      page.catch(() => undefined);
      return page;
    };
    for (let next = ask(); ;) {
      const page = await next;
      if (page.done) return;
      // The server looks for the next one while this one is taken in.
      next = ask();
      const [reference] = page.value.searchReferences;
      if (reference && !ignoreReferrals) {
        const remedy = 'make that a source too, and let this one ignore referrals';
        throw unavailable(
          `"${this.server}" of "${name}" refers to "${reference}" for part of "${base}": ${remedy}.`,
          name,
          this.server,
        );
      }
      yield page.value.searchEntries;
    }
  }

  /** The one entry of that name. */
  async entry(dn: string, attributes: string[], bytes: string[] = []): Promise<Entry> {
    const [entry] = await this.search(dn, { ...this.everything(attributes, bytes), scope: 'base' });
    if (entry) return entry;
    throw unavailable(
      `"${this.server}" of "${this.settings.name}" doesn't show "${dn}".`,
      this.settings.name,
      this.server,
    );
  }

  /** The one entry of that name; null where there is none, or none to see. */
  async find(dn: string, attributes: string[], bytes: string[] = []): Promise<Entry | null> {
    const options: SearchOptions = { ...this.everything(attributes, bytes), scope: 'base' };
    const found = await this.searchUnless((code) => NOT_HERE.has(code), dn, options);
    return found?.[0] ?? null;
  }

  /** What a search finds, without pages: at most as much as the server gives at once, and an error where that isn't all. */
  search(dn: string, options: SearchOptions, controls: Control[] = []): Promise<Entry[]> {
    return this.asked(this.unpaged(dn, options, controls), dn);
  }

  /** The same; null where the server refuses with one of certain results. */
  async searchUnless(
    isRefusal: (code: number) => boolean,
    dn: string,
    options: SearchOptions,
    controls: Control[] = [],
  ): Promise<Entry[] | null> {
    const found = this.unpaged(dn, options, controls).catch((error: unknown) => {
      if (error instanceof ResultCodeError && isRefusal(error.code)) return null;
      throw error;
    });
    return this.asked(found, dn);
  }

  /** Whether the server lets somebody else in; nothing more can be asked afterwards, for the connection is theirs. */
  async lets({ user, password }: BindAccount): Promise<boolean> {
    try {
      await this.whileBound(() => this.client.bind(user, password));
      return true;
    } catch (error) {
      if (isRefusal(error)) return false;
      const { name } = this.settings;
      throw unavailable(
        `"${this.server}" of "${name}" doesn't tell whether a password is right: ${reasonOf(error)}.`,
        name,
        this.server,
      );
    }
  }

  async close(): Promise<void> {
    await this.client.unbind();
  }

  private async unpaged(dn: string, options: SearchOptions, controls: Control[]): Promise<Entry[]> {
    const limited = { timeLimit: this.timeLimit, ...options };
    return (await this.whileBound(() => this.client.search(dn, limited, controls))).searchEntries;
  }

  /** ldapts would connect anew, without TLS and as nobody. */
  private async whileBound<T>(ask: () => Promise<T>): Promise<T> {
    if (!this.client.isBound) throw new Error('the connection was closed');
    return ask();
  }

  private async asked<T>(answer: Promise<T>, dn: string): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      const { name } = this.settings;
      throw unavailable(
        `"${this.server}" of "${name}" didn't give all of "${dn}": ${reasonOf(error)}.`,
        name,
        this.server,
      );
    }
  }

  private everything(attributes: string[], explicitBufferAttributes: string[]): SearchOptions {
    return { filter: '(objectClass=*)', attributes, explicitBufferAttributes, timeLimit: this.timeLimit };
  }

  /** Whole seconds that the server may take for an answer: those after which it is no longer waited for. */
  private get timeLimit(): number {
    return Math.ceil(this.settings.timeout);
  }
}
