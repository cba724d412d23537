/** Something of a directory in an LDIF file, as a test says it. */
export interface LdifEntry {
  dn: string;
  /** One line for each value. */
  [attribute: string]: string | string[];
}

/** The text of an LDIF file. */
export function ldifText(entries: readonly LdifEntry[]): string {
  return entries
    .map((entry) =>
      Object.entries(entry)
        .flatMap(([attribute, values]) => [values].flat().map((value) => `${attribute}: ${value}\n`))
        .join(''),
    )
    .join('\n');
}
