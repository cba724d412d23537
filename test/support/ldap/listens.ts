import { once } from 'node:events';
import { connect } from 'node:net';

/** Whether somebody takes connections there. */
export async function listens(host: string, port: number): Promise<boolean> {
  const socket = connect(port, host);
  const answer = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return answer;
}
