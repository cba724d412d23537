import { createReadStream } from 'node:fs';

import { ErrorCode, GatewayError } from '../../errors';
import { activeDirectory } from '../active-directory';
import type { AttributeMap } from '../attribute-map';
import { type DirectoryEntry, type DirectoryReading, type DirectorySource, wholeReading } from '../directory-source';
import { LdifParser } from './ldif-parser';

/** A directory in an LDIF file, read as a stream; the file's path is its name where it is given no other. */
export class LdifSource implements DirectorySource {
  readonly name: string;
  readonly netbiosNames?: ReadonlyMap<string, string>;

  constructor(
    private readonly path: string,
    readonly attributeMap: AttributeMap = activeDirectory,
    { name = path, netbiosNames }: Partial<Pick<DirectorySource, 'name' | 'netbiosNames'>> = {},
  ) {
    this.name = name;
    this.netbiosNames = netbiosNames;
  }

  open(): Promise<DirectoryReading> {
    return Promise.resolve(wholeReading(() => this.entries()));
  }

  private async *entries(): AsyncGenerator<DirectoryEntry> {
    const parser = new LdifParser(this.path);
    try {
      for await (const bytes of createReadStream(this.path)) yield* parser.push(bytes as Buffer);
    } catch (error) {
      if (error instanceof GatewayError) throw error;
      throw new GatewayError(
        ErrorCode.UNAVAILABLE,
        `The directory file "${this.path}" can't be read: ${(error as Error).message}.`,
        {
          file: this.path,
        },
      );
    }
    yield* parser.end();
  }
}
