import { ResultCodeError } from 'ldapts';

import { ErrorCode, GatewayError } from '../../errors';

const INVALID_CREDENTIALS = 49;
const REFUSALS = new Set([19, 32, 48, INVALID_CREDENTIALS, 50, 53]);

const reasons = new Map<number, string>([
  [3, 'its time limit was reached: raise it there for the account that reads'],
  [4, 'its size limit was reached: raise it there for the account that reads'],
  [8, 'it wants TLS: use ldaps:// or StartTLS'],
  [10, 'it refers to another server: name that one'],
  [11, 'an administrative limit was reached: raise it there for the account that reads'],
  [13, 'it wants TLS: use ldaps:// or StartTLS'],
  [32, 'it has no such entry'],
  [INVALID_CREDENTIALS, 'the user or the password is wrong'],
]);

/** Why a server didn't do what it was asked, as the end of a sentence. */
export function reasonOf(error: unknown): string {
  const text = plainly((error as Error).message);
  if (!(error instanceof ResultCodeError)) return text;
  const detail = `LDAP result ${error.code}${text ? `, "${text}"` : ''}`;
  const reason = reasons.get(error.code);
  return reason ? `${reason} (${detail})` : detail;
}

/** Whether another server would say the same, and asking it would only lock the account. */
export function isFinal(error: unknown): boolean {
  return error instanceof ResultCodeError && error.code === INVALID_CREDENTIALS;
}

/**
 * Whether a server says that this user doesn't come in, rather than that it can't tell now. Active Directory answers 49 for
 * disabled, locked and expired accounts too; others 53 for disabled and 19 for locked ones, 48 for those without a password,
 * 50 for those who mayn't use it, and 32 for those who are gone.
 */
export function isRefusal(error: unknown): boolean {
  return error instanceof ResultCodeError && REFUSALS.has(error.code);
}

export function noServer(source: string, failures: readonly string[]): GatewayError {
  return unavailable(`No server of "${source}" could be asked: ${failures.join(', ')}.`, source);
}

export function unavailable(sentence: string, source: string, server?: string): GatewayError {
  return new GatewayError(ErrorCode.UNAVAILABLE, sentence, { source, server });
}

/** Without what ldapts puts around a server's or the operating system's own words. */
function plainly(message: string): string {
  return message
    .replace(/^Socket error.*\n/, '')
    .replace(/\0?\s*Code: 0x[\da-f]+$/, '')
    .replace(/(?:\. Message type: .*|\.)$/, '');
}
