/** What can be wrong with a directory that is taken over all the same. */
export type SyncWarningCode =
  'NO_GUID' | 'DUPLICATE_GUID' | 'DUPLICATE_NAME' | 'TOO_LONG' | 'NOT_UTF8' | 'MEMBER_NOT_FOUND' | 'MEMBER_OF_ITSELF';

export interface SyncWarning {
  code: SyncWarningCode;
  /** How often it was met. */
  count: number;
  /** Sentences that name the entries at fault: the first 20. */
  examples: string[];
}

const EXAMPLES = 20;

/** Counts warnings, for a directory may have a great many of one kind. */
export class SyncWarnings {
  private readonly byCode = new Map<SyncWarningCode, SyncWarning>();

  add(code: SyncWarningCode, sentence: string): void {
    let warning = this.byCode.get(code);
    if (!warning) this.byCode.set(code, (warning = { code, count: 0, examples: [] }));
    warning.count += 1;
    if (warning.examples.length < EXAMPLES) warning.examples.push(sentence);
  }

  list(): SyncWarning[] {
    return [...this.byCode.values()];
  }
}
