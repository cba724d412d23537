import { type EntityManager, LessThan } from 'typeorm';

import { isUniqueViolation } from '../database/unique-violation';
import { ErrorCode, GatewayError } from '../errors';
import { type Actor, actorKey } from '../security/actor';
import type { ChangeRequest } from './change-request';
import { digest } from './digest';
import { IdempotentAnswer } from './idempotent-answer.entity';
import { type ChangeOutcome, keptForRetries } from './outcome';

const KEPT_FOR_MS = 24 * 60 * 60 * 1000;

/** Keeps the first answer to each idempotency key for a day. */
export class IdempotentAnswers {
  /** To be done in a transaction of its own: that of a change may last, with all that it deleted locked. */
  async forgetExpired(tx: EntityManager, now: Date): Promise<void> {
    await tx.delete(IdempotentAnswer, { createdAt: LessThan(new Date(now.getTime() - KEPT_FOR_MS)) });
  }

  /** Runs `work` unless the caller's key has an answer already; both are one transaction. */
  async once(
    tx: EntityManager,
    now: Date,
    actor: Actor,
    { operation, input }: ChangeRequest,
    work: () => Promise<ChangeOutcome>,
  ): Promise<ChangeOutcome> {
    const key = input.idempotencyKey;
    if (!key) return work();
    const { idempotencyKey: _key, ...asked } = input;
    const inputDigest = digest({ operation, asked });
    const owned = { actor: actorKey(actor), key };
    // Reserved before the work: a retry that overtakes its first try waits here, and then finds the answer.
    if (await this.reserve(tx, { ...owned, inputDigest, createdAt: now })) {
      const outcome = await work();
      await tx.update(IdempotentAnswer, owned, { answer: keptForRetries(outcome) });
      return outcome;
    }
    const first = await tx.findOneByOrFail(IdempotentAnswer, owned);
    if (first.inputDigest !== inputDigest) {
      throw new GatewayError(
        ErrorCode.BAD_USER_INPUT,
        `The idempotency key "${key}" was used for another input before.`,
        {
          parameter: 'input.idempotencyKey',
        },
      );
    }
    return first.answer as ChangeOutcome;
  }

  private async reserve(tx: EntityManager, row: Partial<IdempotentAnswer>): Promise<boolean> {
    try {
      await tx.insert(IdempotentAnswer, { ...row, answer: {} });
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }
}
