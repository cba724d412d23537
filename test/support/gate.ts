/** Something to wait for, and what lets everybody through. */
export class Gate {
  open: () => void;
  readonly opened = new Promise<void>((resolve) => (this.open = resolve));
}
