import { Readable } from 'node:stream';

import type { Reach } from './reach';

const CHARACTERS = 1 << 20;

/** The rows of a closure table (ancestor, tab, descendant, line feed) in its order, as servers load them. */
export function closureText(reach: Reach): Readable {
  return Readable.from(chunks(reach), { objectMode: false });
}

function* chunks(reach: Reach): Generator<Buffer> {
  let text = '';
  for (const ancestor of reach.principals) {
    for (const descendant of reach.from(ancestor)) text += `${ancestor}\t${descendant}\n`;
    if (text.length < CHARACTERS) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}
