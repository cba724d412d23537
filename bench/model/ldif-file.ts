import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { ldifOf } from './ldif';
import type { Organisation } from './organisation';

const PIECE = 2 ** 16;

/** Writes an organisation as an LDIF file. */
export async function writeLdif(organisation: Organisation, path: string): Promise<void> {
  await pipeline(Readable.from(inPieces(ldifOf(organisation))), createWriteStream(path));
}

/** As one write each costs less than one an entry. */
export function* inPieces(texts: Iterable<string>): Generator<string> {
  let piece = '';
  for (const text of texts) {
    piece += text;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}
