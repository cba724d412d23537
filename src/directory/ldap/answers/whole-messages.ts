import { extentAt } from './ber-lengths';

/** Takes what comes in pieces, and gives one message after the other. */
export class WholeMessages {
  private pieces: Buffer[] = [];
  private held = 0;
  /** So many bytes are held once there is a message among them. */
  private wanted = 0;

  *push(piece: Buffer): Generator<Buffer> {
    this.pieces.push(piece);
    this.held += piece.length;
    if (this.held < this.wanted) return;
    // A message of megabytes comes in hundreds of pieces: they are put together once.
    let bytes = this.pieces.length === 1 ? piece : Buffer.concat(this.pieces);
    let end = extentAt(bytes, 0)?.end;
    while (end !== undefined && end <= bytes.length) {
      yield bytes.subarray(0, end);
      bytes = bytes.subarray(end);
      end = extentAt(bytes, 0)?.end;
    }
    this.pieces = [bytes];
    this.held = bytes.length;
    this.wanted = end ?? 0;
  }
}
