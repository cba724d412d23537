import { ErrorCode, GatewayError } from '../errors';

/** The directory or a policy changed while or after a change was planned on it: it is planned again. */
export class DirectoryMoved extends GatewayError {
  constructor() {
    super(
      ErrorCode.CONFLICT,
      'The directory or the policies kept changing while the change was planned; try it again.',
    );
  }
}
