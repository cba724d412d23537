import { setTimeout } from 'node:timers/promises';

import type { ConfiguredSource } from '../../directory/configuration/directory-file';
import type { DirectoryEntry } from '../../directory/directory-source';
import { DistinguishedName } from '../../directory/distinguished-name';
import { identityKeys } from '../../directory/identity-keys';
import { LdapSource } from '../../directory/ldap/ldap-source';
import { PrincipalMapper } from '../../directory/principal-mapper';
import { CONTAINER_KINDS, type Principal } from '../../directory/principal.entity';
import { SyncWarnings } from '../../directory/sync-warnings';
import { DirectorySourceState } from '../../directory/sync/directory-source-state.entity';
import { ErrorCode, GatewayError } from '../../errors';
import type { RequestContext } from '../../graphql/context';
import { knownError } from '../../graphql/format-error';
import { Role } from '../../security/access-token.entity';
import { askedSources, type SourceChoice } from './asked-sources';
import { DirectoryStopped } from './directory-stopped';
import { DirectorySyncTrigger } from './directory-sync.enums';
import type { SyncDirectoryService } from './sync-directory.service';

/** Where to ask for an entry: names of the configuration. */
export interface AskedAt extends Pick<SourceChoice, 'domainController' | 'credential'> {
  /** What stands before their names in errors, such as `input.`. */
  prefix?: string;
}

/** How long somebody who asks for an entry waits for a sync that is under way. */
const PATIENCE_MS = 5_000;
const RETRIED_EVERY_MS = 200;

/**
 * Brings single users, groups and contacts of the directory up to date. Who is gone or back is for a sync to tell: one server may be
 * behind, and one account not see everybody.
 */
export class PrincipalRefreshService {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly syncs: SyncDirectoryService,
    private readonly sources: readonly ConfiguredSource[],
  ) {}

  /**
   * Asks the directory for one entry and takes over what has changed of it.
   *
   * @param known null where the gateway knows of none by that identity: a GUID or distinguished name may be new
   * @throws GatewayError FORBIDDEN unless the caller is an administrator; NOT_FOUND where the server doesn't show an entry that is known;
   * BAD_USER_INPUT for a container; CONFLICT where somebody is back, or a sync is under way for longer than is waited; as a sync does, for
   * this is one.
   */
  async refresh(
    context: RequestContext,
    known: Principal | null,
    identity: string | null,
    { prefix = '', ...at }: AskedAt,
  ): Promise<void> {
    const parameter = checkAsker(context, { prefix, ...at });
    const patience = performance.now() + PATIENCE_MS;
    const source = known && (await this.sourceOf(context, known, parameter));
    const asked = askedSources(source ? [source] : this.sources, at, prefix).filter(
      (each) => each instanceof LdapSource,
    );
    const found = await firstOf(asked, known?.guid ?? newName(identity));
    if (known && known.missing === Boolean(found)) throw goneOrBack(known, asked[0]!, parameter);
    if (!found) return;
    if (found.isContainer) {
      throw new GatewayError(
        ErrorCode.BAD_USER_INPUT,
        `"${found.entry.distinguishedName}" is a container, with which much else may have changed: sync "${found.source.name}" instead.`,
        { parameter },
      );
    }
    const input = { source: found.source.name, ...at };
    const only = found.source.only(found.guid);
    await this.inTurn(patience, () => this.syncs.syncFrom(context, DirectorySyncTrigger.REFRESH, input, [only]));
  }

  /**
   * Checks the names of the configuration that somebody gives, and asks nobody.
   *
   * @throws GatewayError FORBIDDEN unless the caller is an administrator; BAD_USER_INPUT where one of them isn't configured.
   */
  checkNames(context: RequestContext, { prefix = '', ...at }: AskedAt): void {
    if (typeof (at.domainController ?? at.credential) !== 'string') return;
    checkAsker(context, { prefix, ...at });
    askedSources(this.sources, at, prefix);
  }

  /** Does one refresh after another, each once no sync is under way. */
  private inTurn(patience: number, sync: () => Promise<unknown>): Promise<void> {
    const done = this.last.then(async () => {
      for (;;) {
        try {
          await sync();
          return;
        } catch (error) {
          if (!mayBeTriedAgain(error) || performance.now() > patience) throw error;
          await setTimeout(RETRIED_EVERY_MS);
        }
      }
    });
    this.last = done.catch(() => undefined);
    return done;
  }

  /** The source that has a principal. */
  private async sourceOf(
    { read }: RequestContext,
    { sourceId, displayName }: Principal,
    parameter: string,
  ): Promise<ConfiguredSource> {
    const state = sourceId === null ? null : await read.findOneBy(DirectorySourceState, { id: sourceId });
    const source = this.sources.find(({ name }) => name === state?.name);
    if (source instanceof LdapSource) return source;
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `"${displayName}" comes from no server of the directory that could be asked for it.`,
      { parameter },
    );
  }
}

/** Refuses all but administrators; returns the path of the input that says where to ask. */
function checkAsker({ actor: { role } }: RequestContext, { prefix, domainController }: AskedAt): string {
  const parameter = `${prefix}${typeof domainController === 'string' ? 'domainController' : 'credential'}`;
  if (role === Role.ADMINISTRATOR) return parameter;
  throw new GatewayError(
    ErrorCode.FORBIDDEN,
    `To ask the directory takes a token with the role ${Role.ADMINISTRATOR}; yours has the role ${role}.`,
    { parameter },
  );
}

/** Whether a refresh came to nothing only because of something else that was done at the time. */
function mayBeTriedAgain(error: unknown): boolean {
  const known = knownError(error);
  return known?.code === ErrorCode.CONFLICT && !(known instanceof DirectoryStopped);
}

interface FoundEntry {
  source: LdapSource;
  entry: DirectoryEntry;
  guid: string;
  isContainer: boolean;
}

/** By what an entry that is new can be asked for: its GUID or its distinguished name. */
function newName(identity: string | null): string | null {
  if (identity === null) return null;
  return identityKeys(identity).get('guid') ?? (DistinguishedName.parse(identity) && identity);
}

/** The entry of a principal in the first source that has it. */
async function firstOf(sources: readonly LdapSource[], name: string | null): Promise<FoundEntry | null> {
  if (name === null) return null;
  for (const source of sources) {
    const entry = await source.entry(name);
    const mapper = new PrincipalMapper(source.attributeMap, new SyncWarnings());
    const guid = entry && mapper.guid(entry);
    const kind = entry && mapper.kindOf(entry);
    if (guid && kind) return { source, entry, guid, isContainer: CONTAINER_KINDS.includes(kind) };
  }
  return null;
}

function goneOrBack({ displayName, missing }: Principal, { name }: LdapSource, parameter: string): GatewayError {
  if (missing) {
    const message = `"${displayName}" is back in "${name}": sync that, which finds the groups that have it too.`;
    return new GatewayError(ErrorCode.CONFLICT, message, { parameter });
  }
  return new GatewayError(
    ErrorCode.NOT_FOUND,
    `"${name}", as it was asked, doesn't show "${displayName}": whether it is gone is for a sync to tell.`,
    { parameter },
  );
}
