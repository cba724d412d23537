import type { DirectedEdges } from '../adjacency';
import { DEED_BYTES, History, HISTORY_BYTES } from './history';

/** What is done to the targets of a node. */
export interface TargetChange {
  target: number;
  comes: boolean;
}

/** The edges of a base in one direction, and what was done to them since, node by node. */
export class EdgeHistories {
  /** About how many were added, with a copy of the targets of each node where they change. */
  bytes = 0;
  private readonly byNode = new Map<number, History<Uint32Array, TargetChange>>();

  constructor(readonly base: DirectedEdges) {}

  add(step: number, node: number, change: TargetChange): void {
    let history = this.byNode.get(node);
    if (!history) {
      const targets = this.base.targetsOf(node);
      this.byNode.set(node, (history = new History(targets, targetsAfter)));
      this.bytes += HISTORY_BYTES + targets.byteLength;
    }
    this.bytes += DEED_BYTES;
    history.add(step, change);
  }

  at(step: number): DirectedEdges {
    const { base, byNode } = this;
    return {
      size: base.size,
      hasTargets: (node) => (byNode.get(node)?.at(step).length ?? Number(base.hasTargets(node))) > 0,
      targetsOf: (node) => byNode.get(node)?.at(step) ?? base.targetsOf(node),
    };
  }
}

/** One that is there twice goes once at a time. */
function targetsAfter(targets: Uint32Array, changes: readonly TargetChange[]): Uint32Array {
  const more = new Map<number, number>();
  for (const { target, comes } of changes) more.set(target, (more.get(target) ?? 0) + (comes ? 1 : -1));
  const kept: number[] = [];
  for (const target of targets) {
    const change = more.get(target) ?? 0;
    if (change < 0) more.set(target, change + 1);
    else kept.push(target);
  }
  for (const [target, count] of more) for (let i = 0; i < count; i++) kept.push(target);
  return Uint32Array.from(kept);
}
