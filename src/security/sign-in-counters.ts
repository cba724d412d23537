import { foldedKey } from '../database/text-keys';
import type { Principal } from '../directory/principal.entity';
import { networkOf } from './client-network';
import { hashOf } from './secret';

const FAILURES_OF_ONE = 10;
const FAILURES_OF_ADDRESS = 100;

/** Something whose failures are counted. */
export interface Counter {
  id: string;
  /** How many failures it may have. */
  most: number;
  /** Whether callers must not be able to tell that it is full. */
  quiet: boolean;
}

/** The failures from where a caller asks; none where it is no client's request. */
export function addressCounters(address: string | null): Counter[] {
  return address === null ? [] : [counter('address', networkOf(address), FAILURES_OF_ADDRESS)];
}

/** The failures for an identity, whoever or nobody it names. */
export function identityCounter(identity: string): Counter {
  return counter('identity', foldedKey(identity), FAILURES_OF_ONE);
}

/**
 * The failures for a principal by all of its identities together, or each would allow as many guesses again. Quiet, for a limit that two
 * identities share would tell that both name the same principal, and that there is one.
 */
export function principalCounter({ id }: Principal): Counter {
  return { ...counter('principal', String(id), FAILURES_OF_ONE), quiet: true };
}

function counter(kind: string, name: string, most: number): Counter {
  return { id: hashOf(`${kind} ${name}`), most, quiet: false };
}
