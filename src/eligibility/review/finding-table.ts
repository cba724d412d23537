import { type ListFinding, AccessFindingKind } from './list-finding';
import { AccessList } from '../access-entry.entity';

const KINDS = Object.values(AccessFindingKind);
const LISTS = Object.values(AccessList);

/** What a finding takes, in words of 32 bits: the list and the kind, and four ids. */
const WIDTH = 5;
const NONE = 0;

/** Findings in the order in which they were added: of every entry of the largest pool, 20 bytes for each. */
export class FindingTable {
  private words = new Uint32Array(WIDTH * 16);
  private rows = 0;

  get length(): number {
    return this.rows;
  }

  add({ kind, list, categoryId, roomId, principalId, byId }: ListFinding): void {
    if (this.words.length === this.rows * WIDTH) this.grow();
    const what = LISTS.indexOf(list) * KINDS.length + KINDS.indexOf(kind);
    this.words.set([what, categoryId, roomId ?? NONE, principalId ?? NONE, byId ?? NONE], this.rows * WIDTH);
    this.rows++;
  }

  at(row: number): ListFinding {
    const [what, categoryId, ...ids] = this.words.subarray(row * WIDTH, (row + 1) * WIDTH);
    const [roomId, principalId, byId] = ids.map((id) => (id === NONE ? null : id));
    return {
      kind: KINDS[what! % KINDS.length]!,
      list: LISTS[Math.floor(what! / KINDS.length)]!,
      categoryId: categoryId!,
      roomId: roomId!,
      principalId: principalId!,
      byId: byId!,
    };
  }

  private grow(): void {
    const larger = new Uint32Array(this.words.length * 2);
    larger.set(this.words);
    this.words = larger;
  }
}
