import type { ValueTransformer } from 'typeorm';

/** JSON kept in a text column, so that it comes back the same from every store. */
export const jsonColumn: ValueTransformer = {
  to: (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value)),
  from: (text: string | null): unknown => (text === null ? null : JSON.parse(text)),
};

/** A count that may exceed 32 bits: a bigint column, which drivers return as text, read as a number. */
export const bigintColumn: ValueTransformer = {
  to: (value: number | undefined) => value,
  from: (value: string | number | null) => (value === null ? null : Number(value)),
};
