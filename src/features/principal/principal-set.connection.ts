import { principalById } from '../../directory/principal.loaders';
import type { Principal } from '../../directory/principal.entity';
import type { IndexedPrincipals } from '../../eligibility/eligibility';
import { Connection, type ConnectionArgs, type Page, pageRequest } from '../../graphql/connection';
import type { RequestContext } from '../../graphql/context';
import { decodeCursor, encodeCursor } from '../../graphql/cursor';
import { cutPage } from '../../graphql/cut-page';
import { PRINCIPALS_BY_NAME } from './principal.lists';

/**
 * A list of principals held in memory, by display name; its cursors are those of the list of all principals.
 *
 * @param find asked once, and only where the page or the count is selected
 * @param total how many there are, where only the first of them are found
 */
export function principalSetConnection(
  context: RequestContext,
  args: ConnectionArgs,
  find: () => Promise<IndexedPrincipals>,
  total?: number,
): Connection<Principal> {
  const request = pageRequest(args);
  let found: Promise<IndexedPrincipals> | undefined;
  const indexed = () => (found ??= find());
  const load = async (): Promise<Page<Principal>> => {
    const { index, principals } = await indexed();
    const place = (cursor: string | null, parameter: string) => {
      if (cursor === null) return undefined;
      return index.order.place(...decodeCursor(cursor, PRINCIPALS_BY_NAME, ['text', 'number'], parameter));
    };
    const stretch = { after: place(request.after, 'after'), before: place(request.before, 'before') };
    const wanted = request.size + 1;
    const ordinals = request.backward
      ? index.order.last(principals, wanted, stretch)
      : index.order.first(principals, wanted, stretch);
    const { kept, ...others } = cutPage(request, ordinals);
    const nodes = await Promise.all(kept.map((ordinal) => context.the(principalById).load(index.idAt(ordinal))));
    return {
      ...others,
      entries: nodes
        .filter((node) => node !== null)
        .map((node) => ({ node, cursor: encodeCursor(PRINCIPALS_BY_NAME, [node.sortKey, node.id]) })),
    };
  };
  return new Connection(load, async () => total ?? (await indexed()).principals.size);
}
