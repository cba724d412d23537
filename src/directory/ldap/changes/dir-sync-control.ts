import { Ber, type BerReader, BerWriter, Control } from 'ldapts';

/** Values of a multi-valued attribute that came or went, rather than all of them. */
const INCREMENTAL_VALUES = -0x8000_0000;

const MOST_BYTES = 1_000_000;

/** Active Directory's control for a search of what changed. The answer puts in it how to go on. */
export class DirSyncControl extends Control {
  /** Whether the server has more to tell. */
  more = false;

  /** @param cookie where the last answer ended; empty for the beginning */
  constructor(public cookie: Buffer) {
    super('1.2.840.113556.1.4.841', { critical: true });
  }

  protected override writeControl(writer: BerWriter): void {
    const value = new BerWriter();
    value.startSequence();
    value.writeInt(INCREMENTAL_VALUES);
    value.writeInt(MOST_BYTES);
    value.writeBuffer(this.cookie, Ber.OctetString);
    value.endSequence();
    writer.writeBuffer(value.buffer, Ber.OctetString);
  }

  protected override parseControl(reader: BerReader): void {
    reader.readSequence();
    this.more = reader.readInt() !== 0;
    reader.readInt();
    this.cookie = reader.readString(Ber.OctetString, true) ?? Buffer.alloc(0);
  }
}
