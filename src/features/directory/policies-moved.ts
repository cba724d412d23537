import { ErrorCode, GatewayError } from '../../errors';

const ATTEMPTS = 4;

/** Policies changed after a sync was planned. */
export class PoliciesMoved extends GatewayError {
  constructor() {
    super(ErrorCode.CONFLICT, 'The policies kept changing while the sync was planned; try it again.');
  }
}

/** Plans again what a change of policies overtook between plan and commit: what is staged holds all the same. */
export async function onOnePolicyState<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = ATTEMPTS; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof PoliciesMoved) || left === 1) throw error;
    }
  }
}
