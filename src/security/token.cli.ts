import 'reflect-metadata';

import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';

import { ChangeService } from '../changes/change.service';
import { ConfigError, readConfig } from '../config';
import { openStore } from '../database/open-store';
import type { Store } from '../database/store';
import { ErrorCode, GatewayError } from '../errors';
import { RequestContext } from '../graphql/context';
import { AccessTokenChangesService } from './access-token-changes.service';
import { AccessToken, Role } from './access-token.entity';
import { AccessTokenService } from './access-token.service';
import type { Actor } from './actor';

const USAGE = `Make a token:   npm run token -- --name NAME --role ${Object.values(Role).join('|')} [--principal IDENTITY] [--expires TIME]
Revoke one:     npm run token -- --revoke ID
TIME is a date such as 2027-01-31T18:00:00Z, or so many hours or days from now, such as 12h or 30d; 90d if left out.`;

const OPTIONS = {
  name: { type: 'string' },
  role: { type: 'string' },
  principal: { type: 'string' },
  expires: { type: 'string' },
  revoke: { type: 'string' },
  help: { type: 'boolean' },
} as const;

type Options = ReturnType<typeof given>;

/** What the audit trail calls whoever works on the gateway's own machine. */
const COMMAND_LINE: Actor = {
  tokenId: null,
  principalId: null,
  name: 'Command line',
  role: Role.ADMINISTRATOR,
  tokenExpiresAt: new Date(),
};

async function main(): Promise<void> {
  const options = given(process.argv.slice(2));
  if (options.help) {
    console.log(USAGE);
    return;
  }
  const { databaseUrl, migrate } = readConfig(process.env);
  const store = await openStore(databaseUrl, { migrate });
  try {
    await (options.revoke === undefined ? make(store, options) : revoke(store, options.revoke));
  } finally {
    await store.close();
  }
}

function given(args: string[]) {
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
  const expiresAt = expires === undefined ? null : timeOf(expires);
  const { token } = await changesOf(store).create(requestOn(store), { name, role, principal, expiresAt });
  const { accessToken, secret } = token!;
  console.error(
    `Made the token ${accessToken.globalId} ("${name}", ${role}), which expires at ${accessToken.expiresAt.toISOString()}.`,
  );
  console.error('This is its secret; it is shown only now:');
  console.log(secret);
}

async function revoke(store: Store, globalId: string): Promise<void> {
  const { thingId } = await changesOf(store).revoke(requestOn(store), { id: globalId });
  const { name } = await store.read.findOneByOrFail(AccessToken, { id: thingId! });
  console.error(`Revoked the token ${globalId} ("${name}").`);
}

function changesOf(store: Store): AccessTokenChangesService {
  return new AccessTokenChangesService(new ChangeService(store), new AccessTokenService(() => new Date()));
}

function requestOn(store: Store): RequestContext {
  return new RequestContext(randomUUID(), COMMAND_LINE, store.read);
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
