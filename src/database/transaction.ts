import type { EntityManager, QueryRunner } from 'typeorm';

import { ErrorCode } from '../errors';
import { because } from './as-gateway-error';
import { isLockFailure, isReadOnlyRefusal, isUnavailable } from './driver-error';

/**
 * Runs `work` in one transaction on `runner`, then releases the runner. Statements that come after the end, because
 * `work` didn't wait for them, are refused: they would end up outside, or in another's transaction. So are all after an
 * error by which the store may have ended the transaction itself, even where `work` goes on.
 */
export async function inTransaction<T>(runner: QueryRunner, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  const send = runner.query.bind(runner);
  let failure: Error | undefined;
  let over: Error | undefined;
  const sendUntilOver = async (...statement: Parameters<typeof send>): Promise<unknown> => {
    if (over) throw over;
    try {
      return await send(...statement);
    } catch (error) {
      if (isLockFailure(error) || isReadOnlyRefusal(error) || isUnavailable(error)) over = failure ??= error as Error;
      throw error;
    }
  };
  runner.query = sendUntilOver as typeof runner.query;
  try {
    await runner.startTransaction();
    try {
      const result = await work(runner.manager);
      if (failure) throw failure;
      over = new Error('A statement came after the end of its transaction.');
      await commit(send);
      return result;
    } catch (error) {
      over ??= new Error('A statement came after the failure of its transaction.');
      await send('ROLLBACK').catch(() => discardConnection(runner));
      throw failure ?? error;
    }
  } finally {
    await runner.release();
  }
}

async function commit(send: QueryRunner['query']): Promise<void> {
  try {
    await send('COMMIT');
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    throw because(
      error,
      ErrorCode.UNAVAILABLE,
      'The database was lost in the moment of storing the change: look whether it is there before you try it again.',
    );
  }
}

/** A connection whose transaction can't be ended must never be used again. */
async function discardConnection(runner: QueryRunner): Promise<void> {
  const connection = (await runner.connect()) as { destroy(): void };
  connection.destroy();
}
