import { afterUse } from './clean-up';

/** Something to wait for, and what lets everybody through; nobody waits longer than the test runs. */
export class Gate {
  open: () => void;
  readonly opened = new Promise<void>((resolve) => (this.open = resolve));

  constructor() {
    afterUse(async () => this.open());
  }
}
