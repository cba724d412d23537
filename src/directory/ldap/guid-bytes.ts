const GROUPS = /^(..)(..)(..)(..)-(..)(..)-(..)(..)-(.{4})-(.{12})$/;

/** The 16 bytes of a GUID in text, the first three groups back to front, as Microsoft has them. */
export function guidBytes(text: string): Buffer {
  return Buffer.from(text.replace(GROUPS, '$4$3$2$1$6$5$8$7$9$10'), 'hex');
}
