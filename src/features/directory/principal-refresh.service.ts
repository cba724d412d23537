import { DistinguishedName } from '../../directory/distinguished-name';
import { identityKeys } from '../../directory/identity-keys';
import { LdapSource } from '../../directory/ldap/ldap-source';
import { guidText } from '../../directory/principal-mapper';
import type { Principal } from '../../directory/principal.entity';
import type { ConfiguredSource } from '../../directory/configuration/directory-file';
import { DirectorySourceState } from '../../directory/sync/directory-source-state.entity';
import { ErrorCode, GatewayError } from '../../errors';
import type { RequestContext } from '../../graphql/context';
import { Role } from '../../security/access-token.entity';
import { askedSources, type SourceChoice } from './asked-sources';
import { DirectorySyncTrigger } from './directory-sync.enums';
import type { SyncDirectoryService } from './sync-directory.service';

/** Where to ask for an entry: names of the configuration. */
export type AskedAt = Pick<SourceChoice, 'domainController' | 'credential'>;

/** Brings single entries of the directory up to date. */
export class PrincipalRefreshService {
  constructor(
    private readonly syncs: SyncDirectoryService,
    private readonly sources: readonly ConfiguredSource[],
  ) {}

  /**
   * Asks the directory for one entry and takes over what has changed of it.
   *
   * @param known null where the gateway knows of none by that identity: a GUID or distinguished name may be new
   * @throws GatewayError FORBIDDEN unless the caller is an administrator; as a sync does, for this is one.
   */
  async refresh(context: RequestContext, known: Principal | null, identity: string | null, at: AskedAt): Promise<void> {
    const { role } = context.actor;
    if (role !== Role.ADMINISTRATOR) {
      throw new GatewayError(
        ErrorCode.FORBIDDEN,
        `To ask the directory takes a token with the role ${Role.ADMINISTRATOR}; yours has the role ${role}.`,
        { parameter: typeof at.domainController === 'string' ? 'domainController' : 'credential' },
      );
    }
    const source = known && (await this.sourceOf(context, known));
    const asked = askedSources(source ? [source] : this.sources, at, '').filter((each) => each instanceof LdapSource);
    const entry = known ? { source: asked[0], guid: known.guid } : await newEntry(asked, identity);
    if (!entry?.source) return;
    const input = { source: entry.source.name, ...at };
    await this.syncs.syncFrom(context, DirectorySyncTrigger.REFRESH, input, [entry.source.only(entry.guid)]);
  }

  /** The source that has a principal. */
  private async sourceOf({ read }: RequestContext, { sourceId, displayName }: Principal): Promise<ConfiguredSource> {
    const state = sourceId === null ? null : await read.findOneBy(DirectorySourceState, { id: sourceId });
    const source = this.sources.find(({ name }) => name === state?.name);
    if (source instanceof LdapSource) return source;
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `"${displayName}" comes from no server of the directory that could be asked for it.`,
      { parameter: 'domainController' },
    );
  }
}

/** An entry that may be new: such can be asked for by GUID and distinguished name only. */
async function newEntry(
  sources: readonly LdapSource[],
  identity: string | null,
): Promise<{ source: LdapSource; guid: string } | null> {
  if (identity === null) return null;
  const name = identityKeys(identity).get('guid') ?? (DistinguishedName.parse(identity) && identity);
  if (name === null) return null;
  for (const source of sources) {
    const entry = await source.entry(name);
    const guid = entry && guidText(entry.values(source.attributeMap.guid)[0]);
    if (guid) return { source, guid };
  }
  return null;
}
