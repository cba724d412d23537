import type { KnownPrincipal } from './known-principal';

/** A distinguished name as its number in a table of names. */
export type NameNumber = number;

/** The distinguished names that a sync meets, each text kept and looked up once however often it comes, and who stands at them. */
export class NameTable {
  private readonly numbers = new Map<string, NameNumber>();
  private readonly texts: string[] = [];
  private readonly holders: (KnownPrincipal | undefined)[] = [];

  numberOf(text: string): NameNumber {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.texts.push(text) - 1;
      this.numbers.set(text, number);
    }
    return number;
  }

  textOf(number: NameNumber): string {
    return this.texts[number]!;
  }

  holderOf(number: NameNumber): KnownPrincipal | undefined {
    return this.holders[number];
  }

  /** Says who stands at a name. */
  settle(number: NameNumber, principal: KnownPrincipal): void {
    this.holders[number] = principal;
  }

  /** Says that a principal doesn't stand at a name any more, unless another took it over already. */
  vacate(text: string, principal: KnownPrincipal): void {
    const number = this.numberOf(text);
    if (this.holders[number] === principal) this.holders[number] = undefined;
  }
}
