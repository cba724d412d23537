import { createReadStream } from 'node:fs';

import { ErrorCode, GatewayError } from '../../errors';
import { activeDirectory } from '../active-directory';
import type { AttributeMap } from '../attribute-map';
import type { DirectoryEntry, DirectorySource } from '../directory-source';
import { LdifParser } from './ldif-parser';

/** A directory in an LDIF file, read as a stream. */
export class LdifSource implements DirectorySource {
  constructor(
    readonly name: string,
    readonly attributeMap: AttributeMap = activeDirectory,
  ) {}

  async *readAll(): AsyncGenerator<DirectoryEntry> {
    const parser = new LdifParser(this.name);
    try {
      for await (const bytes of createReadStream(this.name)) yield* parser.push(bytes as Buffer);
    } catch (error) {
      if (error instanceof GatewayError) throw error;
      throw new GatewayError(
        ErrorCode.UNAVAILABLE,
        `The directory file "${this.name}" can't be read: ${(error as Error).message}.`,
        {
          file: this.name,
        },
      );
    }
    yield* parser.end();
  }
}
