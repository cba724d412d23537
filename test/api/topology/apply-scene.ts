import type { DocumentPool, TopologyDocument } from '../../../src/features/topology/document/topology-document';
import { TestOrganisation } from '../../support/described-organisation';
import { TopologyFile } from './topology-file';

export const RED = 'red-cs-001.litwareinc.com';
export const ATL = 'atl-cs-001.litwareinc.com';
export const APPLY = `mutation Apply($input: ApplyTopologyInput!) {
  applyTopology(input: $input) {
    plan
    changes { path added { identity } removed { identity } }
    warnings { code message }
    parts { type identity effect changes { path before after added { identity } removed { identity } } }
  }
}`;

interface Part {
  type: string;
  identity: string;
  effect: string;
  changes: { path: string; before: unknown; after: unknown; added: unknown; removed: unknown }[];
}
export interface Applied {
  plan: string | null;
  changes: { path: string; added: { identity: string }[]; removed: { identity: string }[] }[];
  warnings: { code: string; message: string }[];
  parts: Part[];
}

/** An organisation with two pools, and the document of its topology. */
export class ApplyScene {
  private constructor(
    readonly organisation: TestOrganisation,
    readonly file: TopologyFile,
  ) {}

  static async start(): Promise<ApplyScene> {
    const file = new TopologyFile();
    file.write(described());
    const pools = {
      [RED]: {
        backupDatabase: 'sql2.litwareinc.com\\rtc',
        activeServers: ['srv1.litwareinc.com', 'srv2.litwareinc.com'],
        inactiveServers: ['srv3.litwareinc.com'],
      },
      [ATL]: {
        activeServers: ['atl1.litwareinc.com'],
        addins: { Wiki: 'https://wiki/' },
        categories: { General: { rooms: { Lobby: {}, Board: {} } } },
      },
    };
    const settings = { config: { topology: file.path } };
    return new ApplyScene(await TestOrganisation.start({ directory: { Ann: {} }, pools }, settings), file);
  }

  async reset(): Promise<void> {
    await this.organisation.reset();
    this.file.write(described());
  }

  /** Writes the document of the topology that there is, and what is done to it. */
  document(change: (document: TopologyDocument, red: DocumentPool, atl: DocumentPool) => unknown): void {
    const document = described();
    const [red, atl] = document.sites[0]!.pools!;
    change(document, red!, atl!);
    this.file.write(document);
  }

  async apply(input: object = {}): Promise<Applied> {
    return (await this.organisation.data<{ applyTopology: Applied }>(APPLY, { input })).applyTopology;
  }
}

/** The topology that the organisation has. */
function described(): TopologyDocument {
  return {
    sipDomains: ['litwareinc.com'],
    sites: [
      {
        name: 'Redmond',
        pools: [
          {
            fqdn: RED,
            primaryDatabase: 'sql.litwareinc.com\\rtc',
            backupDatabase: 'sql2.litwareinc.com\\rtc',
            servers: ['srv1.litwareinc.com', 'srv2.litwareinc.com', 'srv3.litwareinc.com'],
          },
          { fqdn: ATL, primaryDatabase: 'sql.litwareinc.com\\rtc', servers: ['atl1.litwareinc.com'] },
        ],
      },
    ],
  };
}

/** What a part is told to become: its effect, and what changes about it. */
export const told = ({ parts }: Applied) =>
  parts.map(({ type, identity, effect, changes }) => [
    `${effect} ${type} ${identity}`,
    ...changes.map(({ path, before, after, added, removed }) =>
      added ? `${path} ${JSON.stringify({ added, removed })}` : `${path}: ${String(before)} > ${String(after)}`,
    ),
  ]);
