import { foldedKey } from '../database/text-keys';
import type { Principal } from '../directory/principal.entity';
import { networkOf } from './client-network';
import { hashOf } from './secret';

const FAILURES_OF_ONE_FROM_ADDRESS = 10;
const FAILURES_OF_ONE = 100;
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

/**
 * The failures for an identity, whoever or nobody it names, from where a caller asks and from everywhere: few from one place, so that nobody can
 * lock others out, and many in all, so that many places can't guess for ever.
 */
export function identityCounters(identity: string, address: string | null): Counter[] {
  return ofOne('identity', foldedKey(identity), address);
}

/**
 * The failures for a principal by all of its identities together, or each would allow as many guesses again. Quiet, for a limit that two
 * identities share would tell that both name the same principal, and that there is one.
 */
export function principalCounters({ id }: Principal, address: string | null): Counter[] {
  return ofOne('principal', String(id), address).map((each) => ({ ...each, quiet: true }));
}

function ofOne(kind: string, name: string, address: string | null): Counter[] {
  const everywhere = counter(kind, name, FAILURES_OF_ONE);
  if (address === null) return [everywhere];
  return [counter(`${kind} from ${networkOf(address)}`, name, FAILURES_OF_ONE_FROM_ADDRESS), everywhere];
}

function counter(kind: string, name: string, most: number): Counter {
  return { id: hashOf(`${kind} ${name}`), most, quiet: false };
}
