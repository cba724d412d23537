/** How large a table is, with its indexes. */
export interface TableSize {
  rows: number;
  bytes: number;
}
