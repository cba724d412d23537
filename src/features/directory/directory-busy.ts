import { ErrorCode } from '../../errors';
import { knownError } from '../../graphql/format-error';
import { DirectoryStopped } from './directory-stopped';

/** Whether a sync came to nothing only because of another, so that it may be tried again. */
export function isDirectoryBusy(error: unknown): boolean {
  const known = knownError(error);
  return known?.code === ErrorCode.CONFLICT && !(known instanceof DirectoryStopped);
}
