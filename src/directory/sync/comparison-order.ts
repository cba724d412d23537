import type { GatewayError } from '../../errors';
import type { SourceDescription } from '../source-description';
import type { DirectoryDifference } from './directory-difference';

/** What the thread that compares is told. */
export interface ComparisonOrder {
  databaseUrl: string;
  /** Of the lease. */
  holder: string;
  sources: { description: SourceDescription; whole: boolean }[];
  /** The names of all sources that there are. */
  configured: readonly string[];
}

/** What it answers: a difference, or why there is none; an error of ours by its parts. */
export type ComparisonAnswer =
  | { difference: DirectoryDifference }
  | { refusal: Pick<GatewayError, 'code' | 'message' | 'details'> }
  | { failure: { message: string; stack?: string } };
