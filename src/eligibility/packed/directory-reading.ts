import type { EdgeKind } from '../../directory/principal-edge.entity';
import type { PrincipalKind } from '../../directory/principal.entity';
import { EdgePacker } from './packed-edges';
import type { PackedEdgesAndPrincipals } from './packed-directory';
import { type PackedPrincipals, PrincipalPacker } from './packed-principals';

/** Runs a statement and gives its rows one by one, each with its values in the order of the columns. */
export type RowReader = (statement: string, onRow: (row: readonly unknown[]) => void) => Promise<void>;

const PRINCIPALS = `
  SELECT id, kind, sort_key, display_name, sip_address, sip_key, site_key, enabled, missing
  FROM principals ORDER BY sort_key, id`;
/** As texts, members take the embedded store a sixth of the time that they take as rows. */
const EDGES = `
  SELECT kind, parent_id, COUNT(*), GROUP_CONCAT(child_id) FROM principal_edges GROUP BY kind, parent_id`;

/** Reads the whole directory. */
export async function readDirectory(read: RowReader): Promise<PackedEdgesAndPrincipals> {
  const principals = await readPrincipals(read);
  const edges = new EdgePacker(principals);
  const cutOff: { kind: EdgeKind; parentId: number }[] = [];
  await read(EDGES, ([kindOf, parent, count, text]) => {
    const [kind, parentId] = [kindOf as EdgeKind, Number(parent)];
    const children = idsIn(text as string);
    // A server may cut a text off where it is longer than it sends at once.
    if (children.length === Number(count)) edges.add(kind, parentId, children);
    else cutOff.push({ kind, parentId });
  });
  for (const { kind, parentId } of cutOff) {
    const children: number[] = [];
    await read(
      `SELECT child_id FROM principal_edges WHERE kind = '${kind}' AND parent_id = ${parentId}`,
      ([child]) => void children.push(Number(child)),
    );
    edges.add(kind, parentId, children);
  }
  return { principals, ...edges.packed() };
}

async function readPrincipals(read: RowReader): Promise<PackedPrincipals> {
  const packer = new PrincipalPacker();
  await read(PRINCIPALS, ([id, kind, sortKey, displayName, sipAddress, sipKey, siteKey, enabled, missing]) =>
    packer.add({
      id: Number(id),
      kind: kind as PrincipalKind,
      sortKey: sortKey as string,
      displayName: displayName as string,
      sipAddress: sipAddress as string | null,
      sipKey: sipKey as string | null,
      siteKey: siteKey as string | null,
      enabled: Boolean(enabled),
      missing: Boolean(missing),
    }),
  );
  return packer.packed();
}

/** The ids in a list with commas between them. */
function idsIn(text: string): number[] {
  const ids: number[] = [];
  let id = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === COMMA) {
      ids.push(id);
      id = 0;
    } else id = id * 10 + code - ZERO;
  }
  ids.push(id);
  return ids;
}

const COMMA = ','.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);
