import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';

const BETWEEN_TRIES_MS = 20;

/** Waits until a server that was started takes connections; fails where it ends instead. */
export async function untilItListens(server: ChildProcess, host: string, port: number): Promise<void> {
  while (!(await listens(host, port))) {
    const ended = server.exitCode ?? server.signalCode;
    if (ended !== null) throw new Error(`${server.spawnfile} ended with ${ended} before it took connections.`);
    await setTimeout(BETWEEN_TRIES_MS);
  }
}

async function listens(host: string, port: number): Promise<boolean> {
  const socket = connect(port, host);
  const answer = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return answer;
}
