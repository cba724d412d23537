import { DistinguishedName } from './distinguished-name';

/** What stands at a place of the tree of names: the number of a principal, or one of these. */
export const NOTHING = -1;
export const NO_PRINCIPAL = -2;

/** The tree of distinguished names, each a number, so that edges between hundreds of thousands of entries stay small. */
export class DirectoryTree {
  /** What stands at each place. */
  readonly at: number[] = [];
  /** The place above each; NOTHING at the top. */
  readonly parents: number[] = [];
  /** The text by which a place was first named, where it was. */
  readonly texts: (string | undefined)[] = [];

  private readonly byNormalised = new Map<string, number>();
  private readonly byText = new Map<string, number>();

  /** The place of a name, made where it is new. */
  place(name: DistinguishedName): number {
    const { normalised } = name;
    const known = this.byNormalised.get(normalised);
    if (known !== undefined) return known;
    const { parent } = name;
    const above = parent ? this.place(parent) : NOTHING;
    this.byNormalised.set(normalised, this.at.length);
    this.parents.push(above);
    return this.at.push(NOTHING) - 1;
  }

  /** The place of a name given as text, parsed once however often it comes; NOTHING where the text is no name. */
  placeOfText(text: string): number {
    let place = this.byText.get(text);
    if (place === undefined) {
      const name = DistinguishedName.parse(text);
      this.byText.set(text, (place = name ? this.place(name) : NOTHING));
      if (name) this.texts[place] ??= text;
    }
    return place;
  }
}
