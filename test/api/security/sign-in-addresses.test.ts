import { SignInFailures } from '../../../src/security/sign-in-failures.entity';
import { startTestGateway, type TestGateway } from '../../support/gateway';

const START = new Date('2026-11-22T08:00:00.000Z');
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }';
const REDEEM = 'mutation ($code: String!) { redeemSignInCode(input: { code: $code }) { token } }';

const limitExceeded = [
  expect.objectContaining({
    message: 'Too many sign-ins have failed; try again in 900 seconds.',
    extensions: { code: 'LIMIT_EXCEEDED', retryAfter: 900 },
  }),
];

/** A gateway at which a hundred sign-ins have failed, each for another user, as a hundred clients or none would say who they are. */
async function besieged(trustProxy: number, from: string): Promise<TestGateway> {
  const gateway = await startTestGateway({ config: { trustProxy }, now: () => START });
  for (let tries = 0; tries < 100; tries += 1) await guess(gateway, `user ${tries}`, from);
  return gateway;
}

async function guess(gateway: TestGateway, identity: string, from: string) {
  const input = { identity, password: 'guessed' };
  const { errors } = await gateway.graphql(SIGN_IN, { input }, { as: null, headers: { 'x-forwarded-for': from } });
  return errors;
}

const refused = [expect.objectContaining({ extensions: { code: 'UNAUTHENTICATED', reason: 'INVALID' } })];

it('lets a hundred sign-ins from one address fail, whatever the client says of it', async () => {
  const gateway = await besieged(0, '192.0.2.7');
  expect(await guess(gateway, 'sip:kenmyer@litwareinc.com', '192.0.2.8')).toEqual(limitExceeded);
});

it('believes as many proxies as there are', async () => {
  const gateway = await besieged(2, '203.0.113.9, 192.0.2.7, 198.51.100.1');
  expect(await guess(gateway, 'ken', '203.0.113.10, 192.0.2.7, 198.51.100.2')).toEqual(limitExceeded);
  expect(await guess(gateway, 'ken', '203.0.113.9, 192.0.2.8, 198.51.100.1')).toEqual(refused);
});

it('takes a sign-in code from an address only while the limit holds, and keeps the code', async () => {
  const gateway = await besieged(1, '2001:db8::7');
  const code = gateway.signInCode();
  const redeem = (from: string) =>
    gateway.graphql(REDEEM, { code }, { as: null, headers: { 'x-forwarded-for': from } });
  expect(await redeem('2001:db8::8')).toMatchObject({ errors: limitExceeded });
  expect(await redeem('2001:db8:0:1::8')).not.toHaveProperty('errors');
});

it('counts wrong sign-in codes, not right ones', async () => {
  const gateway = await startTestGateway({ now: () => START });
  const redeem = (code: string) => gateway.graphql(REDEEM, { code }, { as: null });
  await redeem(gateway.signInCode());
  await redeem('guessed');
  expect(await gateway.store.read.find(SignInFailures)).toMatchObject([{ failures: 1 }]);
});
