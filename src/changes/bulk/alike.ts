/** Groups things of which the same is told, as JSON has it. */
export function alike<T>(things: readonly T[], telling: (thing: T) => unknown): T[][] {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = JSON.stringify(telling(thing));
    const others = groups.get(key);
    if (others) others.push(thing);
    else groups.set(key, [thing]);
  }
  return [...groups.values()];
}
