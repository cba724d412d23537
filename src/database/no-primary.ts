import { describeHost, type ServerHost } from './database-url';

/** No server of the database takes writes; the message has the reason of each. */
export class NoPrimary extends Error {
  /** Whether one answers all the same. */
  readonly answered: boolean;

  constructor(hosts: readonly ServerHost[], reasons: readonly Error[]) {
    super(
      hosts.length === 1
        ? reason(reasons[0]!)
        : hosts.map((host, i) => `${describeHost(host)}: ${reason(reasons[i]!)}`).join('; '),
      { cause: reasons[0] },
    );
    this.answered = reasons.some((each) => each instanceof ReadOnlyServer);
  }
}

/** A server that answers, but takes no writes. */
export class ReadOnlyServer extends Error {
  constructor() {
    super('The server is read-only');
  }
}

function reason({ message, code }: Error & { code?: string }): string {
  return message || code || 'No answer';
}
