/** The time in milliseconds of the epoch, to the second, of `20261122211701.440736Z#000000#000#000000` or `20261122211701Z`; null where it is none. */
export function timeIn(text: string | undefined): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/
    .exec(text ?? '')
    ?.slice(1)
    .map(Number);
  if (!parts) return null;
  const [year, month, ...rest] = parts as [number, number, number, number, number, number];
  return Date.UTC(year, month - 1, ...rest);
}
