import { randomUUID } from 'node:crypto';

import type { TestOrganisation } from './described-organisation';

const ADD = `mutation Add($input: NewAddinInput!) { newAddin(input: $input) { operationId } }`;

interface Added {
  newAddin: { operationId: string };
}

/** Clients that add add-ins without end, each one after the other, and remember what they were told. */
export class AddingClients {
  /** The operations that were acknowledged, by the add-in's name. */
  readonly acknowledged = new Map<string, string>();
  /** The names of those of which the client was told to look whether they are there. */
  readonly unsure: string[] = [];
  /** The messages of all that weren't. */
  readonly refusals = new Set<string>();
  private going = true;
  private readonly clients: Promise<void>[];

  constructor(
    private readonly organisation: TestOrganisation,
    { once, retrying }: { once: number; retrying: number },
  ) {
    this.clients = [
      ...Array.from({ length: once }, (_, i) => this.add(`once ${i}`, false)),
      ...Array.from({ length: retrying }, (_, i) => this.add(`retrying ${i}`, true)),
    ];
  }

  /** Lets each client end with an answer. */
  async stop(): Promise<void> {
    this.going = false;
    await Promise.all(this.clients);
  }

  /** A client that retries asks by an idempotency key until its change is acknowledged; the others go on to the next. */
  private async add(client: string, retries: boolean): Promise<void> {
    for (let i = 0; this.going; i++) {
      const name = `${client} ${i}`;
      const input = { name, url: 'https://wiki.litwareinc.com/', idempotencyKey: retries ? randomUUID() : undefined };
      while (!(await this.ask(name, input)) && retries);
    }
  }

  private async ask(name: string, input: object): Promise<boolean> {
    const { data, errors } = await this.organisation.ask<Added>(ADD, { input });
    if (!errors) {
      this.acknowledged.set(name, data!.newAddin.operationId);
      return true;
    }
    const [{ message, extensions }] = errors as [(typeof errors)[0]];
    if (extensions.code !== 'UNAVAILABLE') throw new Error(`${extensions.code}: ${message}`);
    this.refusals.add(message);
    if (message.includes('look whether it is there')) this.unsure.push(name);
    return false;
  }
}
