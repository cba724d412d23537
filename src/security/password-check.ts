import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';

import { because } from '../database/as-gateway-error';
import { foldedKey } from '../database/text-keys';
import type { Principal } from '../directory/principal.entity';
import { DirectorySourceState } from '../directory/sync/directory-source-state.entity';
import { ErrorCode, GatewayError } from '../errors';
import { hashOf } from './secret';

/** A source of the directory that tells whether a password is somebody's, as an LDAP server does. */
export interface PasswordSource {
  readonly name: string;

  /**
   * @param guid of the entry that it is said to be the password of, in text, lower case
   * @throws GatewayError UNAVAILABLE where it can't be asked.
   */
  admits(guid: string, password: string): Promise<boolean>;
}

/** Whose password it is said to be. */
export interface Claim {
  identity: string;
  password: string;
  /** Whom the identity names; null where that is nobody, or several. */
  principal: Principal | null;
  /** Whether that is somebody who may sign in. */
  eligible: boolean;
}

/**
 * Has the directory tell whether a password is right. Whoever may not sign in costs the same: the directory is asked for somebody who
 * isn't there, so that neither the time that it takes nor a server that is down tells them from a wrong password.
 */
export class PasswordCheck {
  constructor(private readonly sources: readonly PasswordSource[]) {}

  /** @throws GatewayError UNAVAILABLE where the directory can't be asked; it names no server. */
  async admits(manager: EntityManager, { identity, password, principal, eligible }: Claim): Promise<boolean> {
    const owner = await this.sourceOf(manager, principal);
    const source = owner ?? this.standIn(identity);
    if (!source) return false;
    try {
      if (owner && eligible && principal) return await owner.admits(principal.guid, password);
      // The password may be right elsewhere: it is nothing to show around.
      await source.admits(randomUUID(), randomUUID());
      return false;
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code !== ErrorCode.UNAVAILABLE) throw error;
      throw because(error, ErrorCode.UNAVAILABLE, "The directory can't be asked at present; try again later.");
    }
  }

  private async sourceOf(manager: EntityManager, principal: Principal | null): Promise<PasswordSource | undefined> {
    // Few rows: to read them all takes the same for everybody.
    const states = await manager.find(DirectorySourceState, { select: { id: true, name: true } });
    const name = states.find(({ id }) => id === principal?.sourceId)?.name;
    return this.sources.find((source) => source.name === name);
  }

  /** Always the same one for an identity, as if it stood there: where one of several is down, the others answer for theirs. */
  private standIn(identity: string): PasswordSource | undefined {
    return this.sources[parseInt(hashOf(foldedKey(identity)).slice(0, 8), 16) % this.sources.length];
  }
}
