import type { RowReader } from '../../database/snapshot';
import type { EdgeKind } from '../../directory/edge-kind';
import type { PrincipalKind } from '../../directory/principal-kind';
import { EdgePacker } from './packed-edges';
import type { PackedEdgesAndPrincipals } from './packed-directory';
import { type PackedPrincipals, PrincipalPacker } from './packed-principals';

/** An index answers it alone; the rest would have to be looked up row by row if it was to come in this order too. */
const ORDER = 'SELECT id, sort_key FROM principals ORDER BY sort_key, id';
const PRINCIPALS = 'SELECT id, kind, display_name, sip_address, sip_key, site_key, enabled, missing FROM principals';
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
  const ids: number[] = [];
  const sortKeys: string[] = [];
  await read(ORDER, ([id, sortKey]) => {
    ids.push(Number(id));
    sortKeys.push(sortKey as string);
  });
  const packer = new PrincipalPacker(ids, sortKeys);
  await read(PRINCIPALS, ([id, kind, displayName, sipAddress, sipKey, siteKey, enabled, missing]) =>
    packer.add({
      id: Number(id),
      kind: kind as PrincipalKind,
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
