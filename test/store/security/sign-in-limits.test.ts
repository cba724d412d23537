import type { Store } from '../../../src/database/store';
import { Principal } from '../../../src/directory/principal.entity';
import { ErrorCode, GatewayError } from '../../../src/errors';
import {
  addressCounters,
  type Counter,
  identityCounters,
  principalCounters,
} from '../../../src/security/sign-in-counters';
import { SignInFailures } from '../../../src/security/sign-in-failures.entity';
import { SignInLimits } from '../../../src/security/sign-in-limits';
import { openTestStore } from '../../support/store';

const START = new Date('2026-11-22T08:00:00.000Z');
const MINUTE_MS = 60 * 1000;

let store: Store;
let limits: SignInLimits;
let now: Date;

beforeAll(async () => {
  store = await openTestStore();
  limits = new SignInLimits(store, () => now);
});

beforeEach(async () => {
  now = START;
  await store.write((tx) => tx.clear(SignInFailures));
});

const HERE = '192.0.2.7';
const identityCounter = (identity: string): Counter => identityCounters(identity, HERE)[0]!;
const ken = identityCounter('sip:kenmyer@litwareinc.com');
const after = (ms: number): Date => new Date(START.getTime() + ms);
const person = (id: number): Counter => principalCounters(Object.assign(new Principal(), { id }), HERE)[0]!;

const fail = (...counters: Counter[]): Promise<boolean> => limits.attempt(counters, async () => false);
const succeed = (...counters: Counter[]): Promise<boolean> => limits.attempt(counters, async () => true);

/** How often `one` is let through, until it isn't; `most` ends a limit that there isn't. */
async function triesOf(one: () => Promise<boolean>, most = 200): Promise<number> {
  for (let tries = 0; tries < most; tries += 1) {
    const refused = await one().then(
      () => null,
      (error: GatewayError) => error.code,
    );
    if (refused === ErrorCode.LIMIT_EXCEEDED) return tries;
  }
  return most;
}

describe('a limit', () => {
  it('lets ten tries of one identity from one address fail, and tells for how many seconds no more are made', async () => {
    expect(await triesOf(() => fail(ken))).toBe(10);
    now = after(60_001);
    await expect(succeed(ken)).rejects.toMatchObject({
      message: 'Too many sign-ins have failed; try again in 840 seconds.',
      extensions: { code: 'LIMIT_EXCEEDED', retryAfter: 840 },
    });
    expect(await fail(identityCounter('sip:pilar@litwareinc.com'))).toBe(false);
  });

  it('takes an identity however it is written', async () => {
    const spellings = ['Zoë Müller', 'ZOË MÜLLER', 'Zoe\u0308 Mu\u0308ller'];
    let tries = 0;
    expect(await triesOf(() => fail(identityCounter(spellings[tries++ % 3]!)))).toBe(10);
  });

  it('lets a hundred tries from one address fail, whomever they are for', async () => {
    let tries = 0;
    const guess = (address: string) => fail(...addressCounters(address), identityCounter(`user ${tries++}`));
    expect(await triesOf(() => guess('192.0.2.7'))).toBe(100);
    expect(await guess('192.0.2.8')).toBe(false);
  });

  it('lets a hundred tries of one identity fail from everywhere, and ten from each address', async () => {
    let tries = 0;
    const guess = () => fail(...identityCounters('ken', `192.0.2.${Math.floor(tries++ / 10)}`));
    expect(await triesOf(guess)).toBe(100);
    await expect(fail(...identityCounters('ken', null))).rejects.toThrow('Too many');
    await store.write((tx) => tx.clear(SignInFailures));
    expect(await triesOf(() => fail(...identityCounters('ken', HERE)))).toBe(10);
    expect(await fail(...identityCounters('ken', '192.0.2.8'))).toBe(false);
  });

  it('ends a quarter of an hour after the first failure', async () => {
    expect(await triesOf(() => fail(ken))).toBe(10);
    now = after(15 * MINUTE_MS - 1);
    expect(await triesOf(() => fail(ken))).toBe(0);
    now = after(15 * MINUTE_MS);
    expect(await triesOf(() => fail(ken))).toBe(10);
  });

  it('counts no success, and a success leaves the failures as they are', async () => {
    for (let tries = 0; tries < 9; tries += 1) await fail(ken);
    expect(await triesOf(() => succeed(ken), 20)).toBe(20);
    expect(await triesOf(() => fail(ken))).toBe(1);
  });

  it('counts nothing that throws, for it found out nothing', async () => {
    const down = new GatewayError(ErrorCode.UNAVAILABLE, 'Down.');
    for (let tries = 0; tries < 20; tries += 1) {
      await expect(limits.attempt([ken], () => Promise.reject(down))).rejects.toBe(down);
    }
    expect(await triesOf(() => fail(ken))).toBe(10);
  });

  it('counts nothing that it refuses, for the address either', async () => {
    const [address] = addressCounters('192.0.2.7') as [Counter];
    expect(await triesOf(() => fail(ken, address))).toBe(10);
    for (let tries = 0; tries < 100; tries += 1) await expect(fail(ken, address)).rejects.toThrow('Too many');
    expect(await triesOf(() => fail(address))).toBe(90);
  });

  it('takes nothing from a later count for a success that was long under way', async () => {
    const late = limits.attempt([ken], async () => {
      now = after(15 * MINUTE_MS);
      for (let tries = 0; tries < 5; tries += 1) await fail(ken);
      return true;
    });
    expect(await late).toBe(true);
    expect(await triesOf(() => fail(ken))).toBe(5);
  });

  it('that is quiet says nothing, but has the try refused', async () => {
    const told: boolean[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      const seen = await limits.attempt([person(1)], async (full) => {
        told.push(full);
        return false;
      });
      expect(seen).toBe(false);
    }
    expect(told).toEqual([...Array<boolean>(10).fill(false), true, true]);
  });

  it('holds for all gateways on the store', async () => {
    const other = new SignInLimits(store, () => now);
    for (let tries = 0; tries < 10; tries += 1) await other.attempt([ken], async () => false);
    await expect(fail(ken)).rejects.toThrow('Too many sign-ins have failed; try again in 900 seconds.');
  });
});

it('lets no more than ten of a thousand tries at once through', async () => {
  let made = 0;
  const tries = Array.from({ length: 1000 }, (_, i) =>
    limits.attempt([...addressCounters(`192.0.2.${i % 250}`), ken, person(1)], async () => {
      made += 1;
      return false;
    }),
  );
  const outcomes = await Promise.allSettled(tries);
  const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : []));
  expect(made).toBe(10);
  expect(new Set(refusals.map(({ message }) => message))).toEqual(
    new Set(['Too many sign-ins have failed; try again in 900 seconds.']),
  );
  expect(refusals).toHaveLength(990);
});

it('gives every one of many successes at once back', async () => {
  const tries = Array.from({ length: 90 }, (_, i) =>
    succeed(...addressCounters('192.0.2.7'), identityCounter(`user ${i}`), person(i)),
  );
  expect(await Promise.all(tries)).toEqual(Array<boolean>(90).fill(true));
  const left = await store.read.find(SignInFailures);
  expect(new Set(left.map(({ failures }) => failures))).toEqual(new Set([0]));
});
