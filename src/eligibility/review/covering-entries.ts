import { hasAll, type ListedPrincipal } from './listed-principals';

/**
 * For each entry of a list that another one covers the id of one that does and is covered by none itself. Of those that
 * reach the same, the one with the lowest id covers the others: so all that are covered can go at once, and the list reaches what it did.
 */
export function* coveringEntries(entries: readonly ListedPrincipal[]): Generator<void, Map<number, number>> {
  const covering = new Map<number, number>();
  // Larger ones first: what covers an entry has come before it.
  const composites = entries
    .filter(({ reach }) => reach !== null)
    .sort((a, b) => b.reach!.size - a.reach!.size || a.id - b.id);
  const uncovered: ListedPrincipal[] = [];
  for (const entry of composites) {
    const by = uncovered.find(({ reach }) => hasAll(reach!, entry));
    if (by) covering.set(entry.id, by.id);
    else uncovered.push(entry);
    yield;
  }
  if (!uncovered.length) return covering;
  for (const entry of entries) {
    if (entry.reach !== null) continue;
    const by = uncovered.find(({ reach }) => reach!.has(entry.ordinal));
    if (by) covering.set(entry.id, by.id);
    yield;
  }
  return covering;
}
