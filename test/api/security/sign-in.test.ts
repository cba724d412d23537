import { ErrorCode } from '../../../src/errors';
import { startTestGateway, type TestGateway } from '../../support/gateway';

const START = new Date('2026-11-22T08:00:00.000Z');
const MINUTE_MS = 60 * 1000;
const REDEEM = 'mutation SignIn($code: String!) { redeemSignInCode(input: { code: $code }) { token expiresAt } }';

interface SignedIn {
  redeemSignInCode: { token: string; expiresAt: string };
}

let gateway: TestGateway;
let now = START;

beforeAll(async () => {
  gateway = await startTestGateway({ now: () => now });
});

beforeEach(() => {
  now = START;
});

const freshCode = () => gateway.signInCode();
const redeem = (code: string) => gateway.graphql<SignedIn>(REDEEM, { code }, { as: null });

const refusal = {
  data: { redeemSignInCode: null },
  errors: [
    {
      message: 'The sign-in code is unknown, was used, or is older than 10 minutes.',
      locations: [{ line: 1, column: 35 }],
      path: ['redeemSignInCode'],
      extensions: { code: ErrorCode.UNAUTHENTICATED, parameter: 'input.code', reason: 'INVALID' },
    },
  ],
};

it('gives an administrator of eight hours for a code', async () => {
  const { data } = await redeem(freshCode());
  expect(data).toEqual({
    redeemSignInCode: { token: expect.stringMatching(/^pcg_/), expiresAt: '2026-11-22T16:00:00.000Z' },
  });
  expect(
    await gateway.graphql('{ viewer { actor role tokenExpiresAt } }', {}, { as: data!.redeemSignInCode.token }),
  ).toEqual({
    data: { viewer: { actor: 'Playground', role: 'ADMINISTRATOR', tokenExpiresAt: '2026-11-22T16:00:00.000Z' } },
  });
});

it('is in the audit trail', async () => {
  await redeem(freshCode());
  const trail = '{ auditEntries(first: 1) { nodes { actor operation identity changes { path after } } } }';
  expect(await gateway.graphql(trail)).toEqual({
    data: {
      auditEntries: {
        nodes: [
          {
            actor: 'Sign-in link',
            operation: 'redeemSignInCode',
            identity: 'Playground',
            changes: [
              { path: 'name', after: 'Playground' },
              { path: 'role', after: 'ADMINISTRATOR' },
              { path: 'expiresAt', after: '2026-11-22T16:00:00.000Z' },
            ],
          },
        ],
      },
    },
  });
});

it('takes a code once', async () => {
  const code = freshCode();
  expect(await redeem(code)).not.toHaveProperty('errors');
  expect(await redeem(code)).toEqual(refusal);
});

it('takes a code within ten minutes', async () => {
  const [inTime, tooLate] = [freshCode(), freshCode()];
  now = new Date(START.getTime() + 10 * MINUTE_MS - 1);
  expect(await redeem(inTime)).not.toHaveProperty('errors');
  now = new Date(START.getTime() + 10 * MINUTE_MS);
  expect(await redeem(tooLate)).toEqual(refusal);
});

it.each(['', 'guessed', 'x'.repeat(100_000)])('tells of a wrong code no more than of a used one', async (code) => {
  expect(await redeem(code)).toEqual(refusal);
});

it('gives out a code of its own each time', () => {
  expect(freshCode()).not.toBe(freshCode());
});

it('takes a code from somebody who is signed in already', async () => {
  expect(await gateway.graphql(REDEEM, { code: freshCode() }, { as: 'viewer' })).not.toHaveProperty('errors');
});
