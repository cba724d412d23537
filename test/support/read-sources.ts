import type { DirectoryPrincipal } from '../../src/directory/directory-principal';
import type { DirectoryEntry, DirectorySource } from '../../src/directory/directory-source';
import { DistinguishedName } from '../../src/directory/distinguished-name';
import { PrincipalMapper } from '../../src/directory/principal-mapper';
import type { Sid } from '../../src/directory/security-identifier';
import { NetbiosNames } from '../../src/directory/sync/netbios-names';
import { type SyncWarning, SyncWarnings } from '../../src/directory/sync-warnings';

interface ReadPrincipal {
  principal: DirectoryPrincipal;
  members: string[];
  primaryGroup: Sid | null;
}

/** What sources bring, before any store has it. */
export class SourceContents {
  readonly principals: readonly DirectoryPrincipal[];
  private readonly byName: ReadonlyMap<string, DirectoryPrincipal>;

  constructor(
    private readonly read: readonly ReadPrincipal[],
    readonly skipped: number,
    readonly warnings: SyncWarning[],
  ) {
    this.principals = read.map(({ principal }) => principal);
    this.byName = new Map(this.principals.map((each) => [normalised(each.distinguishedName), each]));
  }

  /** The principal with a logon name. */
  by(logonName: string): DirectoryPrincipal | undefined {
    return this.principals.find((principal) => principal.logonName === logonName);
  }

  /** Whom a group lists, in its order, and then those whose primary group it is; a name where nobody stands. */
  members(group: DirectoryPrincipal): (DirectoryPrincipal | string)[] {
    const { members } = this.read.find(({ principal }) => principal === group)!;
    const others = this.read.filter(({ primaryGroup }) => primaryGroup !== null && primaryGroup === group.sid);
    return [
      ...members.map((name) => this.byName.get(normalised(name)) ?? name),
      ...others.map(({ principal }) => principal),
    ];
  }
}

/** Reads sources to their ends. */
export async function readSources(...sources: DirectorySource[]): Promise<SourceContents> {
  const warnings = new SyncWarnings();
  const principals: ReadPrincipal[] = [];
  let skipped = 0;
  for (const source of sources) {
    const mapper = new PrincipalMapper(source.attributeMap, warnings);
    const names = new NetbiosNames(source.netbiosNames ?? new Map(), new Map());
    const entries = await entriesOf(source);
    for (const entry of entries) {
      const told = mapper.netbiosName(entry);
      if (told) names.tell(told.domain.normalised, told.name);
    }
    for (const entry of entries) {
      const { domain } = entry.name;
      const kind = mapper.kindOf(entry);
      const principal = kind && mapper.principalOf(entry, kind, () => domain && names.of(domain.normalised));
      if (!kind) skipped += 1;
      if (principal)
        principals.push({ principal, members: mapper.members(entry), primaryGroup: mapper.primaryGroup(entry) });
    }
  }
  return new SourceContents(principals, skipped, warnings.list());
}

async function entriesOf(source: DirectorySource): Promise<DirectoryEntry[]> {
  const reading = await source.open(null);
  const entries: DirectoryEntry[] = [];
  try {
    for await (const entry of reading.entries()) entries.push(entry);
  } finally {
    await reading.close();
  }
  return entries;
}

function normalised(name: string): string {
  return DistinguishedName.parse(name)!.normalised;
}
