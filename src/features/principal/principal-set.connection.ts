import { principalById } from '../../directory/principal.loaders';
import type { Principal } from '../../directory/principal.entity';
import type { IndexedPrincipals } from '../../eligibility/eligibility';
import { Connection, type ConnectionArgs, Entry, type Page, pageRequest } from '../../graphql/connection';
import type { RequestContext } from '../../graphql/context';
import { decodeCursor, encodeCursor } from '../../graphql/cursor';
import { cutPage } from '../../graphql/cut-page';
import { heldPrincipal } from './held-principal';
import { PRINCIPALS_BY_NAME } from './principal.lists';

/**
 * A list of principals held in memory, by display name; its cursors are those of the list of all principals.
 *
 * @param find asked once, and only where the page or the count is selected
 * @param total how many there are, where only the first of them are found
 * @param held whether nothing of them is shown but what the index holds
 */
export function principalSetConnection(
  context: RequestContext,
  args: ConnectionArgs,
  find: () => Promise<IndexedPrincipals>,
  { total, held = false }: { total?: number; held?: boolean } = {},
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
    const nodes = held
      ? kept.map((ordinal) => heldPrincipal(index, ordinal))
      : await Promise.all(kept.map((ordinal) => context.the(principalById).load(index.idAt(ordinal))));
    const entry = (node: Principal | null, i: number) => {
      const place = () => encodeCursor(PRINCIPALS_BY_NAME, [index.sortKeyAt(kept[i]!), node!.id]);
      return node && new Entry(node, place);
    };
    return { ...others, entries: nodes.map(entry).filter((each) => each !== null) };
  };
  return new Connection(load, async () => total ?? (await indexed()).principals.size);
}
