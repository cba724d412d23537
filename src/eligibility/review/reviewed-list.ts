import { AccessList } from '../access-entry.entity';
import { type ListFinding, AccessFindingKind } from './list-finding';
import { coveringEntries } from './covering-entries';
import type { ListedPrincipal, ListedPrincipals } from './listed-principals';
import type { ReviewedWall } from './reviewed-wall';

/** A list of a category or of one of its rooms. */
export interface ReviewedList {
  list: AccessList;
  categoryId: number;
  roomId: number | null;
  /** Ascending. */
  principalIds: readonly number[];
}

/** What there is to say of a list, in the order of its entries. */
export function* listFindings(
  { principalIds, ...place }: ReviewedList,
  wall: ReviewedWall,
  principals: ListedPrincipals,
): Generator<void, ListFinding[]> {
  const found: ListFinding[] = [];
  const add = (kind: AccessFindingKind, principalId: number | null, byId: number | null = null) =>
    found.push({ ...place, kind, principalId, byId });

  const entries = principalIds.map((id) => principals.of(id));
  const present = entries.filter((entry) => entry !== null);
  if (place.list === AccessList.MANAGERS && !present.some((entry) => wall.letsManage(entry))) {
    add(AccessFindingKind.NO_MANAGER, null);
  }
  const covering = yield* coveringEntries(present);
  for (const [i, entry] of entries.entries()) {
    const id = principalIds[i]!;
    if (entry) {
      const by = covering.get(id);
      if (by !== undefined) add(AccessFindingKind.COVERED, id, by);
      const effect = withoutEffect(entry, place.list, wall);
      if (effect) add(effect.kind, id, effect.byId);
      if (principals.isEmpty(entry)) add(AccessFindingKind.EMPTY, id);
    } else if (principals.index.isMissing(id)) add(AccessFindingKind.MISSING, id);
    yield;
  }
  return found;
}

/** Why an entry has no effect; null where it has one. */
function withoutEffect(
  entry: ListedPrincipal,
  list: AccessList,
  wall: ReviewedWall,
): Pick<ListFinding, 'kind' | 'byId'> | null {
  if (list === AccessList.DENIED) return null;
  if (wall.shadows(entry)) return { kind: AccessFindingKind.SHADOWED, byId: wall.denier(entry) };
  if (list === AccessList.ALLOWED || wall.admits(entry)) return null;
  return { kind: AccessFindingKind.OUTSIDE_WALL, byId: null };
}
