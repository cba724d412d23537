import { createReadStream } from 'node:fs';

import { ErrorCode, GatewayError } from '../../errors';
import { activeDirectory } from '../active-directory';
import type { AttributeMap } from '../attribute-map';
import { type DirectoryEntry, type DirectoryReading, type DirectorySource, wholeReading } from '../directory-source';
import type { SourceDescription } from '../source-description';
import { LdifParser } from './ldif-parser';

/** A directory in an LDIF file. */
export interface LdifSettings {
  readonly path: string;
  /** What messages call it; the path where it is left out. */
  readonly name?: string;
  /** Active Directory's where it is left out. */
  readonly attributeMap?: AttributeMap;
  readonly netbiosNames?: ReadonlyMap<string, string>;
}

/** A directory in an LDIF file, read as a stream. */
export class LdifSource implements DirectorySource {
  readonly name: string;
  readonly attributeMap: AttributeMap;
  readonly netbiosNames?: ReadonlyMap<string, string>;
  private readonly path: string;

  constructor(private readonly settings: LdifSettings) {
    this.path = settings.path;
    this.name = settings.name ?? settings.path;
    this.attributeMap = settings.attributeMap ?? activeDirectory;
    this.netbiosNames = settings.netbiosNames;
  }

  get description(): SourceDescription {
    return { kind: 'ldif', settings: this.settings };
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
