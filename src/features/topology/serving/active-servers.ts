import { type ChangeWarning, WarningCode } from '../../../changes/warning';
import { ErrorCode, GatewayError } from '../../../errors';
import { activeAmong, type HeldPool } from './held-pool';
import type { ActiveServersChange, ServerListChange } from './pool.inputs';

/** A pool has at most 8 servers, and of these so many active. */
export const MOST_ACTIVE = 4;

const LIST = 'input.activeServers';

/**
 * Checks what is the matter with an input by itself, whatever the pool.
 *
 * @throws GatewayError BAD_USER_INPUT
 */
export function checkActiveServers({ activeServers, swap }: ActiveServersChange): void {
  const refuse = (parameter: string, message: string) =>
    new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter });
  if (swap && activeServers !== undefined) throw refuse('input.swap', 'Give "activeServers" or "swap", not both.');
  if (!swap && activeServers === undefined)
    throw refuse(LIST, 'Say which servers are to be active, by "activeServers" or by "swap".');
  const { add, remove, replace } = activeServers ?? {};
  if (replace && (add ?? remove)) throw refuse(`${LIST}.replace`, 'Give "replace", or "add" and "remove", not both.');
  if (replace === null)
    throw refuse(
      `${LIST}.replace`,
      '"replace" is null; leave it out, or make no server active by a null in the place of the list.',
    );
  const contradicted = (remove ?? []).findIndex((name) => add?.includes(name));
  if (contradicted >= 0)
    throw refuse(`${LIST}.remove[${contradicted}]`, `${remove![contradicted]} is to be both added and removed.`);
}

/**
 * The servers of a pool that are active after a change that was checked.
 *
 * @throws GatewayError NOT_FOUND for what is no server of the pool, BAD_USER_INPUT where too many would be active.
 */
export function activeAfter(
  held: HeldPool,
  { activeServers: list, swap }: ActiveServersChange,
): { active: Set<string>; warnings: ChangeWarning[] } {
  const before = activeAmong(held.servers);
  const active = swap ? swapped(held) : new Set(list ? listed(held, before, list) : []);
  if (active.size > MOST_ACTIVE) {
    const message = `The pool ${held.identity} would have ${active.size} active servers; it may have at most ${MOST_ACTIVE}.`;
    throw new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter: swap ? 'input.swap' : LIST });
  }
  const notActive = (list?.remove ?? []).filter((name) => !before.includes(name));
  return {
    active,
    warnings: [...notActive.map(notListed), ...(active.size ? [] : [noActiveServer(held.identity)])],
  };
}

export function noActiveServer(pool: string): ChangeWarning {
  const message = `No server of the pool ${pool} is active: it accepts no new client connections.`;
  return { code: WarningCode.NO_ACTIVE_SERVER, message };
}

function swapped({ servers }: HeldPool): Set<string> {
  return new Set(servers.filter(({ active }) => !active).map(({ fqdn }) => fqdn));
}

function listed(held: HeldPool, before: readonly string[], list: ServerListChange): string[] {
  for (const operation of ['add', 'remove', 'replace'] as const)
    checkNames(held, `${LIST}.${operation}`, list[operation] ?? []);
  const { add, remove, replace } = list;
  return replace ?? [...before, ...(add ?? [])].filter((name) => !remove?.includes(name));
}

function checkNames({ identity, servers }: HeldPool, path: string, names: readonly string[]): void {
  const known = servers.map(({ fqdn }) => fqdn);
  const unknown = names.findIndex((name) => !known.includes(name));
  if (unknown < 0) return;
  const has = known.length ? `it has ${known.join(', ')}` : 'it has none';
  throw new GatewayError(ErrorCode.NOT_FOUND, `${names[unknown]} is no server of the pool ${identity}; ${has}.`, {
    parameter: `${path}[${unknown}]`,
  });
}

function notListed(name: string): ChangeWarning {
  return { code: WarningCode.NOT_LISTED, message: `${name} was not among the active servers.` };
}
