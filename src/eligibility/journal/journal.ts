import type { EdgeSet } from '../adjacency';
import type { IndexedDirectory } from '../indexed-directory';
import { DEED_BYTES, History, HISTORY_BYTES } from './history';
import { EdgeHistories } from './journaled-edges';
import type { JournaledPrincipal } from './journaled-principal';
import { SetHistories } from './journaled-sets';

/** Edges of a base in both directions, and what was done to them since. */
export class EdgeSetHistories {
  private readonly down: EdgeHistories;
  private readonly up: EdgeHistories;

  constructor({ down, up }: EdgeSet) {
    this.down = new EdgeHistories(down);
    this.up = new EdgeHistories(up);
  }

  get bytes(): number {
    return this.down.bytes + this.up.bytes;
  }

  add(step: number, parent: number, child: number, comes: boolean): void {
    this.down.add(step, parent, { target: child, comes });
    this.up.add(step, child, { target: parent, comes });
  }

  at(step: number): EdgeSet {
    return { down: this.down.at(step), up: this.up.at(step) };
  }
}

type Said = JournaledPrincipal | undefined;

/** About what is kept of a principal, with its texts. */
const PRINCIPAL_BYTES = 448;

/** Principals that a base doesn't have, or of which something else is said since. */
export class PrincipalHistories {
  /** About how many were added. */
  bytes = 0;

  private readonly byOrdinal = new Map<number, History<Said, JournaledPrincipal>>();
  private readonly ordinals = new Map<number, number>();

  add(step: number, ordinal: number, principal: JournaledPrincipal): void {
    let history = this.byOrdinal.get(ordinal);
    if (!history) {
      this.byOrdinal.set(ordinal, (history = new History<Said, JournaledPrincipal>(undefined, last)));
      this.bytes += HISTORY_BYTES;
    }
    this.bytes += DEED_BYTES + PRINCIPAL_BYTES;
    history.add(step, principal);
    this.ordinals.set(principal.id, ordinal);
  }

  at(step: number, ordinal: number): Said {
    return this.byOrdinal.get(ordinal)?.at(step);
  }

  /** Of those that were ever added. */
  ordinalOf(principalId: number): number | undefined {
    return this.ordinals.get(principalId);
  }
}

function last(_: Said, said: readonly JournaledPrincipal[]): Said {
  return said.at(-1);
}

/**
 * What became of a base since it was made: as directories at different steps share it, it is only added to. A step is whole once it is
 * added, and the steps before it stay what they were.
 */
export class Journal {
  readonly members: EdgeSetHistories;
  readonly contents: EdgeSetHistories;
  readonly contained: SetHistories;
  readonly reached: SetHistories;
  readonly principals = new PrincipalHistories();
  readonly sites: (string | null)[];
  /** That of the newest directory. */
  step = 0;
  private readonly siteNumbers: Map<string | null, number>;

  constructor(readonly base: IndexedDirectory) {
    const { graph, contained, reached } = base;
    this.members = new EdgeSetHistories(graph.members);
    this.contents = new EdgeSetHistories(graph.contents);
    this.contained = new SetHistories(graph.size, contained);
    this.reached = new SetHistories(graph.size, reached);
    this.sites = [...graph.sites];
    this.siteNumbers = new Map(this.sites.map((siteKey, number) => [siteKey, number]));
  }

  /** About how many it takes beside its base. */
  get bytes(): number {
    const { members, contents, contained, reached, principals } = this;
    return [members, contents, contained, reached, principals].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** The place of a site in `sites`; undefined where it isn't there. */
  siteNumber(siteKey: string | null): number | undefined {
    return this.siteNumbers.get(siteKey);
  }

  addSite(siteKey: string | null): void {
    this.siteNumbers.set(siteKey, this.sites.push(siteKey) - 1);
  }
}
