import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pino } from 'pino';

import { afterUse } from '../../support/clean-up';
import { freePort } from '../../support/free-port';
import { startTestGateway, type TestGateway, type TestGatewayOptions } from '../../support/gateway';

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }';
const REDEEM = 'mutation ($code: String!) { redeemSignInCode(input: { code: $code }) { token } }';

async function started(options: TestGatewayOptions = {}) {
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const gateway = await startTestGateway({ config: { trustProxy: 1 }, log, ...options });
  const refusals = () =>
    lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === 'A sign-in was refused.')
      .map(({ level, address, identity, outcome }) => ({ level, address, identity, outcome }));
  return { gateway, lines, refusals };
}

const signIn = (gateway: TestGateway, identity: string) =>
  gateway.graphql(
    SIGN_IN,
    { input: { identity, password: 'gu3ssed!' } },
    { as: null, headers: { 'x-forwarded-for': '192.0.2.7' } },
  );

async function signIns(gateway: TestGateway): Promise<Record<string, number>> {
  const headers = { authorization: `Bearer ${gateway.viewerToken}` };
  const text = await (await fetch(`${gateway.url}/metrics`, { headers })).text();
  const lines = text.matchAll(/^gateway_sign_ins_total\{outcome="(\w+)"\} (\d+)$/gm);
  return Object.fromEntries(Array.from(lines, ([, outcome, count]): [string, number] => [outcome!, Number(count)]));
}

it('counts sign-ins from none on, and logs who was refused, without the password', async () => {
  const { gateway, lines, refusals } = await started();
  expect(await signIns(gateway)).toEqual({ succeeded: 0, failed: 0, limited: 0, unavailable: 0 });
  for (let tries = 0; tries < 11; tries += 1) await signIn(gateway, 'sip:ken@litwareinc.com');
  const refused = { level: 40, address: '192.0.2.7', identity: 'sip:ken@litwareinc.com' };
  expect(refusals()).toEqual([
    ...Array.from({ length: 10 }, () => ({ ...refused, outcome: 'failed' })),
    { ...refused, outcome: 'limited' },
  ]);
  expect(await signIns(gateway)).toEqual({ succeeded: 0, failed: 10, limited: 1, unavailable: 0 });
  expect(lines.join()).not.toContain('gu3ssed!');
});

it('logs no more of an identity than 200 characters', async () => {
  const { gateway, refusals } = await started();
  await signIn(gateway, 'k'.repeat(300));
  expect(refusals()).toMatchObject([{ identity: 'k'.repeat(200) }]);
});

it('counts sign-ins by code, too, and logs no code', async () => {
  const { gateway, lines, refusals } = await started();
  await gateway.graphql(REDEEM, { code: gateway.signInCode() }, { as: null });
  await gateway.graphql(REDEEM, { code: 'gu3ssed' }, { as: null });
  expect(await signIns(gateway)).toEqual({ succeeded: 1, failed: 1, limited: 0, unavailable: 0 });
  expect(refusals()).toMatchObject([{ level: 40, identity: undefined, outcome: 'failed' }]);
  expect(lines.join()).not.toContain('gu3ssed');
});

it('counts apart what nobody could tell, which was no refusal', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-sign-ins-'));
  afterUse(async () => rmSync(folder, { recursive: true }));
  const path = join(folder, 'directory.json');
  const server = `ldap://127.0.0.1:${await freePort()}`;
  const source = { name: 'away', kind: 'ad', servers: [server], base: 'DC=away', credential: 'reader', tls: 'none' };
  const credentials = { reader: { user: 'CN=reader', password: { text: 'reads' } } };
  writeFileSync(path, JSON.stringify({ credentials, sources: [source] }));
  const { gateway, refusals } = await started({ directory: { source: 'file', path } });
  expect(await signIn(gateway, 'ken')).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
  expect(await signIns(gateway)).toEqual({ succeeded: 0, failed: 0, limited: 0, unavailable: 1 });
  expect(refusals()).toEqual([]);
});
