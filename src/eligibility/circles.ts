import type { DirectedEdges } from './adjacency';

/**
 * The nodes that have targets and that `starts` are or lead to, in groups that lead to each other (Tarjan's strongly connected components), every
 * group after those that it leads to. Without recursion, as groups nest deeper than a call stack.
 */
export function* circlesChildrenFirst(edges: DirectedEdges, starts: Iterable<number>): Generator<number[]> {
  const order = new Uint32Array(edges.size);
  const lowest = new Uint32Array(edges.size);
  const isOpen = new Uint8Array(edges.size);
  const open: number[] = [];
  let visited = 0;

  const enter = (node: number) => {
    order[node] = lowest[node] = ++visited;
    isOpen[node] = 1;
    open.push(node);
    return { node, targets: edges.targetsOf(node), next: 0 };
  };
  const close = (first: number): number[] => {
    const circle = open.splice(open.lastIndexOf(first));
    for (const node of circle) isOpen[node] = 0;
    return circle;
  };

  for (const start of starts) {
    if (order[start] !== 0 || !edges.hasTargets(start)) continue;
    const path = [enter(start)];
    while (path.length > 0) {
      const step = path.at(-1)!;
      const { node, targets } = step;
      if (step.next < targets.length) {
        const target = targets[step.next++]!;
        if (order[target] === 0 && edges.hasTargets(target)) path.push(enter(target));
        else if (isOpen[target] === 1) lowest[node] = Math.min(lowest[node]!, order[target]!);
        continue;
      }
      path.pop();
      const parent = path.at(-1)?.node;
      if (parent !== undefined) lowest[parent] = Math.min(lowest[parent]!, lowest[node]!);
      if (lowest[node] === order[node]) yield close(node);
    }
  }
}
