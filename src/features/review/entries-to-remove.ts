import type { WantedEntries } from '../../changes/access-lists/planned-list';
import type { Planning } from '../../changes/planning';
import type { Principal } from '../../directory/principal.entity';
import { AccessList } from '../../eligibility/access-entry.entity';
import { AccessFindingKind, type ListFinding } from '../../eligibility/review/list-finding';
import { chunked } from '../../eligibility/row-pages';

/** What is without effect only until the directory changes. */
const DORMANT: readonly AccessFindingKind[] = [AccessFindingKind.MISSING, AccessFindingKind.EMPTY];

type Lists = Map<AccessList, Set<number>>;

/** The entries that findings name, by the lists that they go from. */
export class EntriesToRemove {
  private readonly ofCategories = new Map<number, Lists>();
  private readonly ofRooms = new Map<number, Lists>();
  private readonly dormantDenials = new Map<number, Set<number>>();
  private readonly principals = new Map<number, Principal>();

  constructor(findings: Iterable<ListFinding>) {
    for (const { kind, list, categoryId, roomId, principalId } of findings) {
      if (principalId === null) continue;
      const lists = roomId === null ? listsOf(this.ofCategories, categoryId) : listsOf(this.ofRooms, roomId);
      lists.set(list, (lists.get(list) ?? new Set()).add(principalId));
      if (list === AccessList.DENIED && DORMANT.includes(kind)) {
        this.dormantDenials.set(categoryId, (this.dormantDenials.get(categoryId) ?? new Set()).add(principalId));
      }
    }
  }

  get categoryIds(): Iterable<number> {
    return this.ofCategories.keys();
  }

  get roomIds(): Iterable<number> {
    return this.ofRooms.keys();
  }

  /** Reads the principals, for the names of them; to be called before it is asked what is wanted. */
  async name(planning: Planning): Promise<void> {
    const lists = [...this.ofCategories.values(), ...this.ofRooms.values()].flatMap((each) => [...each.values()]);
    const ids = new Set(lists.flatMap((entries) => [...entries]));
    for await (const some of chunked([...ids])) {
      for (const principal of await planning.principals(some)) this.principals.set(principal.id, principal);
    }
  }

  /** What goes from the lists of a category; null where nothing does. */
  fromCategory(id: number): ((list: AccessList) => WantedEntries | undefined) | null {
    return this.wanted(this.ofCategories.get(id));
  }

  /** The denied entries of a category that go though they would keep somebody out again: who comes back, or joins them. */
  denialsOf(categoryId: number): Principal[] {
    return Array.from(this.dormantDenials.get(categoryId) ?? [], (id) => this.principals.get(id)!);
  }

  /** What goes from the lists of a room; null where nothing does. */
  fromRoom(id: number): ((list: AccessList) => WantedEntries | undefined) | null {
    return this.wanted(this.ofRooms.get(id));
  }

  private wanted(lists: Lists | undefined): ((list: AccessList) => WantedEntries | undefined) | null {
    if (!lists) return null;
    return (list) => {
      const ids = lists.get(list);
      if (!ids) return undefined;
      const remove = Array.from(ids, (id) => ({ principal: this.principals.get(id)!, parameter: 'input.where' }));
      return { add: [], remove, replace: [], replaces: false };
    };
  }
}

function listsOf(owners: Map<number, Lists>, id: number): Lists {
  const lists = owners.get(id) ?? new Map<AccessList, Set<number>>();
  owners.set(id, lists);
  return lists;
}
