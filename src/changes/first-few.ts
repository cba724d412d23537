const FEW = 10;

/** Those of many things that a sentence names. */
export function firstFew<T>(things: readonly T[]): T[] {
  return things.slice(0, FEW);
}

/** The names of the first few things, and how many more there are. */
export function andMore(names: readonly string[], count: number): string {
  const more = count - names.length;
  return names.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
