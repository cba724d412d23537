import type { Connection, RowDataPacket } from 'mysql2/promise';

/** From parents to children, by the ids of principals. */
type Edges = ReadonlyMap<number, readonly number[]>;

/** Who reaches whom, found by following the edges: what the closure table of every competitor is filled with. */
export class Reach {
  private readonly marks: Uint32Array;
  private round = 0;

  private constructor(
    /** Ascending. */
    readonly principals: readonly number[],
    private readonly members: Edges,
    private readonly contents: Edges,
  ) {
    this.marks = new Uint32Array(1 + principals.at(-1)!);
  }

  /** As the directory in the gateway's tables has it, without what is missing from it. */
  static async of(mariadb: Connection): Promise<Reach> {
    const rows = async (sql: string) => (await mariadb.query<RowDataPacket[][]>({ sql, rowsAsArray: true }))[0];
    const principals = await rows('SELECT id FROM principals WHERE missing = 0 ORDER BY id');
    const edges = (kinds: string) =>
      rows(`
        SELECT parent_id, child_id FROM principal_edges
        JOIN principals parent ON parent.id = parent_id AND parent.missing = 0
        JOIN principals child ON child.id = child_id AND child.missing = 0
        WHERE principal_edges.kind IN (${kinds})`);
    return new Reach(
      principals.map(([id]) => Number(id)),
      byParent(await edges(`'M', 'P'`)),
      byParent(await edges(`'C'`)),
    );
  }

  /** Everything that a principal reaches, itself included, ascending. */
  from(principal: number): Uint32Array {
    const throughGroups = this.follow(this.members, [principal]);
    return Uint32Array.from(this.follow(this.contents, throughGroups)).sort();
  }

  private follow(edges: Edges, start: readonly number[]): number[] {
    this.round++;
    const found: number[] = [];
    const take = (ids: readonly number[]) => {
      for (const id of ids) {
        if (this.marks[id] === this.round) continue;
        this.marks[id] = this.round;
        found.push(id);
      }
    };
    take(start);
    // What is found on the way is gone through too.
    for (const id of found) take(edges.get(id) ?? []);
    return found;
  }
}

function byParent(rows: readonly (readonly unknown[])[]): Edges {
  const edges = new Map<number, number[]>();
  for (const [parent, child] of rows as [number, number][]) {
    const children = edges.get(parent);
    if (children) children.push(child);
    else edges.set(parent, [child]);
  }
  return edges;
}
