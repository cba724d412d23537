import type { Page, PageRequest } from './connection';

/**
 * The entries of a page, and whether there are others on either side.
 *
 * @param found what is within the cursors, in the order of the list: one more than the page's size, where there are so many
 */
export function cutPage<T>(
  { size, backward, after, before }: PageRequest,
  found: readonly T[],
): Omit<Page<T>, 'entries'> & { kept: T[] } {
  const surplus = Math.max(0, found.length - size);
  return {
    kept: backward ? found.slice(surplus) : found.slice(0, size),
    hasNextPage: backward ? before !== null : surplus > 0,
    hasPreviousPage: backward ? surplus > 0 : after !== null,
  };
}
