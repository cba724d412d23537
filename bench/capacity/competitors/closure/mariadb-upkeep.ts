import { type Connection, createConnection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';

import { clocked, type EdgeChange, type Stores, type Upkeep } from '../../arm';

/** A group and the groups that it is in, by memberships alone: a container passes nothing of its groups' members on. */
const GROUPS_ABOVE = `
  WITH RECURSIVE above (id) AS (
    SELECT ?
    UNION
    SELECT edge.parent_id FROM above
    JOIN principal_edges edge ON edge.child_id = above.id AND edge.kind IN ('M', 'P')
    JOIN principals parent ON parent.id = edge.parent_id AND parent.missing = 0
  )`;

/** Everything that reaches a principal, itself included: on the way of containment first, and of membership after that. */
const ALL_ABOVE = `
  WITH RECURSIVE above (id, way) AS (
    SELECT ?, 'C'
    UNION
    SELECT edge.parent_id, CASE edge.kind WHEN 'C' THEN 'C' ELSE 'M' END FROM above
    JOIN principal_edges edge ON edge.child_id = above.id AND (edge.kind <> 'C' OR above.way = 'C')
    JOIN principals parent ON parent.id = edge.parent_id AND parent.missing = 0
  )`;

/** Keeps the closure table on MariaDB as a membership more or less would have it, touching no more pairs than that can concern. */
export class MariadbUpkeep implements Upkeep {
  readonly name = 'closure table, MariaDB';

  private constructor(private readonly connection: Connection) {}

  static async open({ mariadb }: Stores): Promise<MariadbUpkeep> {
    const connection = await createConnection(mariadb.replace('mariadb:', 'mysql:'));
    const pairs = 'ancestor INT NOT NULL, descendant INT NOT NULL, PRIMARY KEY (ancestor, descendant)';
    await connection.query(`CREATE TEMPORARY TABLE doubtful (${pairs})`);
    await connection.query(`CREATE TEMPORARY TABLE nested (${pairs})`);
    return new MariadbUpkeep(connection);
  }

  async apply({ effect, group, member }: EdgeChange): Promise<number> {
    const [milliseconds] = await clocked(async () => {
      await this.connection.beginTransaction();
      if (effect === '+') await this.add(group, member);
      else if (await this.reachesOthers(member)) await this.removeGroup(group, member);
      else await this.removeOne(member);
      await this.connection.commit();
    });
    return milliseconds;
  }

  async close(): Promise<void> {
    await this.connection.end();
  }

  private async add(group: number, member: number): Promise<void> {
    await this.change(
      `INSERT IGNORE INTO closure ${GROUPS_ABOVE}
      SELECT above.id, reached.descendant FROM above JOIN closure reached ON reached.ancestor = ?`,
      [group, member],
    );
  }

  private async reachesOthers(member: number): Promise<boolean> {
    const sql = 'SELECT 1 FROM closure WHERE ancestor = ? AND descendant <> ? LIMIT 1';
    const [rows] = await this.connection.query<RowDataPacket[]>(sql, [member, member]);
    return rows.length > 0;
  }

  private async removeOne(member: number): Promise<void> {
    await this.change(
      `DELETE closure FROM closure
      LEFT JOIN (${ALL_ABOVE} SELECT DISTINCT id FROM above) still ON still.id = closure.ancestor
      WHERE closure.descendant = ? AND still.id IS NULL`,
      [member, member],
    );
  }

  /** Takes away all that may have hung on the membership, and puts back what other ways lead to, until there is no more; circles stop that from being one step. */
  private async removeGroup(group: number, member: number): Promise<void> {
    await this.change('DELETE FROM doubtful');
    await this.change('DELETE FROM nested');
    await this.change(
      `INSERT INTO doubtful ${GROUPS_ABOVE}
      SELECT above.id, reached.descendant FROM above
      JOIN closure reached ON reached.ancestor = ? AND reached.descendant <> above.id`,
      [group, member],
    );
    await this.change(
      `INSERT IGNORE INTO nested ${GROUPS_ABOVE}
      SELECT above.id, child.id FROM above
      JOIN principal_edges edge ON edge.kind IN ('M', 'P') AND edge.parent_id = above.id
      JOIN principals child ON child.id = edge.child_id AND child.missing = 0 AND child.kind <> 'USER'`,
      [group],
    );
    await this.change('DELETE closure FROM doubtful STRAIGHT_JOIN closure USING (ancestor, descendant)');
    await this.change(`
      INSERT IGNORE INTO closure SELECT STRAIGHT_JOIN ancestor, descendant FROM doubtful
      JOIN principal_edges edge ON edge.kind IN ('M', 'P') AND edge.parent_id = ancestor AND edge.child_id = descendant`);
    do {
      await this.change('DELETE doubtful FROM doubtful STRAIGHT_JOIN closure USING (ancestor, descendant)');
    } while ((await this.putBack()) > 0);
  }

  /** One step up from what is known to be reached. */
  private async putBack(): Promise<number> {
    return this.change(`
      INSERT IGNORE INTO closure SELECT STRAIGHT_JOIN doubtful.ancestor, doubtful.descendant FROM doubtful
      JOIN nested ON nested.ancestor = doubtful.ancestor
      JOIN closure reached ON reached.ancestor = nested.descendant AND reached.descendant = doubtful.descendant`);
  }

  /** @returns how many rows were changed */
  private async change(sql: string, values: readonly number[] = []): Promise<number> {
    const [{ affectedRows }] = await this.connection.query<ResultSetHeader>(sql, [...values]);
    return affectedRows;
  }
}
