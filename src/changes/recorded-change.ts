/** An entry that a change added to a list or took off it. */
export interface RecordedListEntry {
  identity: string;
  /** Where the entry is a principal: its id. */
  principalId?: number;
}

/** What happened to one field. Scalars have `before` and `after`, lists `added` and `removed`. */
export interface RecordedChange {
  path: string;
  before?: unknown;
  after?: unknown;
  added?: RecordedListEntry[];
  removed?: RecordedListEntry[];
}
