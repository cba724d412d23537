import { type DetailsOf, ErrorCode, GatewayError } from '../../errors';

/** A sync that would have taken away too much, or opened a wall. */
export class DirectoryStopped extends GatewayError {
  constructor(sentences: readonly string[], details: DetailsOf<ErrorCode.CONFLICT>) {
    const message = [...sentences, 'Nothing was changed; with "force" it is made all the same.'].join(' ');
    super(ErrorCode.CONFLICT, message, { parameter: 'input.force', ...details });
  }
}
