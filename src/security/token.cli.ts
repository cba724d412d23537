import 'reflect-metadata';

import { parseArgs } from 'node:util';

import { ConfigError, readConfig } from '../config';
import { openStore } from '../database/open-store';
import type { Store } from '../database/store';
import { resolvePrincipals } from '../directory/identity-resolver';
import { ErrorCode, GatewayError } from '../errors';
import { namedBy } from '../graphql/target';
import { Role } from './access-token.entity';
import { AccessTokenService } from './access-token.service';

const USAGE = `Make a token:   npm run token -- --name NAME --role ${Object.values(Role).join('|')} [--principal IDENTITY] [--expires TIME]
Revoke one:     npm run token -- --revoke ID
TIME is a date such as 2027-01-31T18:00:00Z, or a time from now such as 12h or 30d.`;

const OPTIONS = {
  name: { type: 'string' },
  role: { type: 'string' },
  principal: { type: 'string' },
  expires: { type: 'string' },
  revoke: { type: 'string' },
} as const;

type Options = Partial<Record<keyof typeof OPTIONS, string>>;

const tokens = new AccessTokenService(() => new Date());

async function main(): Promise<void> {
  const options = given(process.argv.slice(2));
  const { databaseUrl, migrate } = readConfig(process.env);
  const store = await openStore(databaseUrl, { migrate });
  try {
    await (options.revoke === undefined ? make(store, options) : revoke(store, options.revoke));
  } finally {
    await store.close();
  }
}

function given(args: string[]): Options {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    throw bad((error as Error).message);
  }
}

async function make(store: Store, { name, role: roleName, principal, expires }: Options): Promise<void> {
  if (!name || !roleName) throw bad('A token takes a name and a role.');
  const role = roleName.toUpperCase();
  if (!isRole(role)) throw bad(`"${roleName}" is no role.`);
  const requests = principal === undefined ? [] : [{ identity: principal, parameter: '--principal' }];
  const [speaker] = await resolvePrincipals(store.read, requests);
  const request = { name, role, principal: speaker, expiresAt: expires === undefined ? null : timeOf(expires) };
  const { accessToken, token } = await store.write((tx) => tokens.create(tx, request));
  console.error(
    `Made the token ${accessToken.globalId} ("${name}", ${role}), which expires at ${accessToken.expiresAt.toISOString()}.`,
  );
  console.error('This is its secret; it is shown only now:');
  console.log(token);
}

async function revoke(store: Store, globalId: string): Promise<void> {
  const { id } = namedBy('AccessToken', { id: globalId }) as { id: number };
  const { name } = await store.write((tx) => tokens.revoke(tx, id));
  console.error(`Revoked the token ${globalId} ("${name}").`);
}

function isRole(text: string): text is Role {
  return Object.values<string>(Role).includes(text);
}

function timeOf(text: string): Date {
  const [, count, unit] = /^(\d{1,6})([hd])$/.exec(text) ?? [];
  if (count) return new Date(Date.now() + Number(count) * (unit === 'h' ? 1 : 24) * 60 * 60 * 1000);
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw bad(`"${text}" is no time.`);
  return time;
}

function bad(message: string): GatewayError {
  return new GatewayError(ErrorCode.BAD_USER_INPUT, `${message}\n\n${USAGE}`);
}

main().catch((error: unknown) => {
  const expected = error instanceof ConfigError || error instanceof GatewayError;
  console.error(expected ? error.message : error);
  process.exitCode = error instanceof ConfigError ? 78 : 1;
});
