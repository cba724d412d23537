/** About what a history takes besides its values. */
export const HISTORY_BYTES = 256;
/** About what a deed takes besides what is in it. */
export const DEED_BYTES = 64;

/** A value at every step of a journal: that of the base, and what was done to it since. It is made only where it is asked for. */
export class History<V, D> {
  private readonly steps: number[] = [];
  private readonly deeds: D[] = [];
  private latest: { count: number; value: V };

  /** @param after makes the value of one that some deeds, at least one, are done to */
  constructor(
    private readonly base: V,
    private readonly after: (value: V, deeds: readonly D[]) => V,
  ) {
    this.latest = { count: 0, value: base };
  }

  at(step: number): V {
    const count = this.countAt(step);
    if (count === 0) return this.base;
    if (count === this.latest.count) return this.latest.value;
    const known = count > this.latest.count ? this.latest : { count: 0, value: this.base };
    const value = this.after(known.value, this.deeds.slice(known.count, count));
    if (known === this.latest) this.latest = { count, value };
    return value;
  }

  /**
   * @param step at least that of the last deed
   * @param made what the deed makes of the value, where that is known
   */
  add(step: number, deed: D, made?: V): void {
    this.steps.push(step);
    this.deeds.push(deed);
    if (made !== undefined) this.latest = { count: this.deeds.length, value: made };
  }

  /** How many deeds were done up to a step. */
  private countAt(step: number): number {
    let count = this.steps.length;
    while (count > 0 && this.steps[count - 1]! > step) count -= 1;
    return count;
  }
}
