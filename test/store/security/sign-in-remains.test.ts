import type { Store } from '../../../src/database/store';
import { AccessToken, Role } from '../../../src/security/access-token.entity';
import { AccessTokenService } from '../../../src/security/access-token.service';
import { SignInFailures } from '../../../src/security/sign-in-failures.entity';
import { SignInRemains } from '../../../src/security/sign-in-remains';
import { openTestStore, statementsOf } from '../../support/store';

const START = new Date('2026-11-22T08:00:00.000Z');
const MINUTE_MS = 60 * 1000;

let store: Store;
let now: Date;

beforeEach(async () => {
  store = await openTestStore();
  now = START;
});

const after = (minutes: number): Date => new Date(START.getTime() + minutes * MINUTE_MS);
const clear = () => new SignInRemains(store, () => now).clear();

function newToken(name: string, minutes: number, session: boolean): Promise<unknown> {
  const tokens = new AccessTokenService(() => START);
  return store.write((tx) => tokens.create(tx, { name, role: Role.VIEWER, expiresAt: after(minutes), session }));
}

async function names(): Promise<string[]> {
  return (await store.read.find(AccessToken, { order: { name: 'ASC' } })).map(({ name }) => name);
}

it('clears the tokens of sign-ins away an hour after they expired, and no others', async () => {
  await newToken('long gone', 1, true);
  await newToken('of late', 2, true);
  await newToken('made by hand', 1, false);
  now = after(61);
  await clear();
  expect(await names()).toEqual(['made by hand', 'of late']);
  now = after(62);
  await clear();
  expect(await names()).toEqual(['made by hand']);
});

it('clears counts away that have ended', async () => {
  await store.write((tx) =>
    tx.insert(SignInFailures, [
      { id: 'ended', failures: 3, endsAt: START },
      { id: 'counting', failures: 0, endsAt: after(1) },
    ]),
  );
  await clear();
  expect(await store.read.find(SignInFailures)).toMatchObject([{ id: 'counting' }]);
});

it('does so in two statements of each, however many there are, and once a minute', async () => {
  const remains = new SignInRemains(store, () => now);
  const statements = () => statementsOf(store, () => remains.clear());
  for (let i = 0; i < 20; i += 1) await newToken(`Sign-in ${i}`, 1, true);
  await store.write((tx) =>
    tx.insert(
      SignInFailures,
      Array.from({ length: 20 }, (_, i) => ({ id: `count ${i}`, failures: 0, endsAt: START })),
    ),
  );
  now = after(61);
  expect(await statements()).toHaveLength(4);
  expect(await names()).toEqual([]);
  now = new Date(after(62).getTime() - 1);
  expect(await statements()).toEqual([]);
  now = after(62);
  expect(await statements()).toHaveLength(2);
});
