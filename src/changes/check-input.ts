import { characterCount } from '../database/text-keys';
import { ErrorCode, GatewayError } from '../errors';
import type { ChangeInput } from './change.inputs';

/**
 * Checks what every mutation takes.
 *
 * @throws GatewayError BAD_USER_INPUT
 */
export function checkInput(input: ChangeInput): void {
  const refuse = (parameter: string, message: string) =>
    new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter });
  if (input.whatIf && typeof input.confirm === 'string') {
    throw refuse(
      'input.confirm',
      'Give "whatIf" or "confirm", not both: the one asks for a plan, the other carries it out.',
    );
  }
  const reasonLength = characterCount(input.reason ?? '');
  if (reasonLength > 1024) {
    throw refuse('input.reason', `The reason has ${reasonLength} characters; it may have at most 1,024.`);
  }
  if (input.idempotencyKey === '') throw refuse('input.idempotencyKey', 'The idempotency key is empty.');
  if (input.idempotencyKey && input.idempotencyKey.length > 128) {
    throw refuse(
      'input.idempotencyKey',
      `The idempotency key has ${input.idempotencyKey.length} characters; it may have at most 128.`,
    );
  }
}
