import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TopologyDocument } from '../../../src/features/topology/document/topology-document';
import { afterUse } from '../../support/clean-up';

/** A topology document in a folder of its own. */
export class TopologyFile {
  readonly path: string;

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), 'gateway-topology-'));
    afterUse(async () => rmSync(folder, { recursive: true }));
    this.path = join(folder, 'topology.yaml');
  }

  /** Anything but a text is written as JSON. */
  write(document: TopologyDocument | object | string): void {
    writeFileSync(this.path, typeof document === 'string' ? document : JSON.stringify(document));
  }
}
