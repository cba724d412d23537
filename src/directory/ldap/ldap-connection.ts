import type { Client, Entry, SearchOptions } from 'ldapts';

import { ErrorCode, GatewayError } from '../../errors';
import { boundClient } from './ldap-client';
import { isFinal, noServer, reasonOf, unavailable } from './ldap-failure';
import type { LdapSettings } from './ldap-settings';

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

  /** The entries at and below the base that the settings name, in the pages that the server makes. */
  async *pages(attributes: string[], bytes: string[]): AsyncGenerator<Entry[]> {
    const { base, pageSize, ignoreReferrals, name } = this.settings;
    // Every entry passes this filter: ldapts takes a page with no entry in it for the last one.
    const options = { ...everything(attributes, bytes), scope: 'sub' as const, paged: { pageSize } };
    const pages = this.client.searchPaginated(base, options);
    for (;;) {
      const page = await this.asked(pages.next(), base);
      if (page.done) return;
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
    const { searchEntries } = await this.search(dn, { ...everything(attributes, bytes), scope: 'base' });
    if (searchEntries[0]) return searchEntries[0];
    throw unavailable(
      `"${this.server}" of "${this.settings.name}" doesn't show "${dn}".`,
      this.settings.name,
      this.server,
    );
  }

  /** The entries right below one, at most as many as the server gives at once. */
  async below(dn: string, filter: string, attributes: string[]): Promise<Entry[]> {
    return (await this.search(dn, { filter, attributes, scope: 'one' })).searchEntries;
  }

  async close(): Promise<void> {
    await this.client.unbind();
  }

  private async search(dn: string, options: SearchOptions): ReturnType<Client['search']> {
    // ldapts would connect anew, without TLS and as nobody.
    if (!this.client.isBound) throw this.failure(new Error('the connection was closed'), dn);
    return this.asked(this.client.search(dn, options), dn);
  }

  private async asked<T>(answer: Promise<T>, dn: string): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      throw this.failure(error, dn);
    }
  }

  private failure(error: unknown, dn: string): GatewayError {
    const { name } = this.settings;
    return unavailable(
      `"${this.server}" of "${name}" didn't give all of "${dn}": ${reasonOf(error)}.`,
      name,
      this.server,
    );
  }
}

function everything(attributes: string[], explicitBufferAttributes: string[]): SearchOptions {
  return { filter: '(objectClass=*)', attributes, explicitBufferAttributes };
}
