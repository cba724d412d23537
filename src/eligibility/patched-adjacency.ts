import type { DirectedEdges } from './adjacency';

const NONE = new Uint32Array(0);

/** Edges as they will be: those of before but for what goes, and with what comes. One that is there twice goes once at a time. */
export class PatchedAdjacency implements DirectedEdges {
  private readonly gone = new Map<number, number[]>();
  private readonly come = new Map<number, number[]>();
  private readonly rows = new Map<number, Uint32Array>();

  /** @param size may be more than that of before: nodes that are new lead nowhere. */
  constructor(
    readonly size: number,
    private readonly before: DirectedEdges,
  ) {}

  /** To be called before anything is asked. */
  remove(source: number, target: number): void {
    append(this.gone, source, target);
  }

  /** To be called before anything is asked. */
  add(source: number, target: number): void {
    append(this.come, source, target);
  }

  /** The nodes whose edges aren't those of before. */
  changed(): Set<number> {
    return new Set([...this.gone.keys(), ...this.come.keys()]);
  }

  hasTargets(node: number): boolean {
    return this.targetsOf(node).length > 0;
  }

  targetsOf(node: number): Uint32Array {
    const known = this.rows.get(node);
    if (known) return known;
    const before = node < this.before.size ? this.before.targetsOf(node) : NONE;
    const [gone, come] = [this.gone.get(node), this.come.get(node)];
    if (!gone && !come) return before;
    const row = joined(gone ? without(before, gone) : before, come ?? []);
    this.rows.set(node, row);
    return row;
  }
}

function append(lists: Map<number, number[]>, source: number, target: number): void {
  const list = lists.get(source);
  if (list) list.push(target);
  else lists.set(source, [target]);
}

function without(targets: Uint32Array, gone: readonly number[]): Uint32Array {
  const left = new Map<number, number>();
  for (const target of gone) left.set(target, (left.get(target) ?? 0) + 1);
  return targets.filter((target) => {
    const count = left.get(target) ?? 0;
    if (count > 0) left.set(target, count - 1);
    return count === 0;
  });
}

function joined(first: Uint32Array, second: readonly number[]): Uint32Array {
  const all = new Uint32Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
