import 'reflect-metadata';

import { pino } from 'pino';

import { readConfig } from '../../src/config';
import { startGateway } from '../../src/gateway';
import { Role } from '../../src/security/access-token.entity';
import { AccessTokenService } from '../../src/security/access-token.service';
import { measured, type Measured } from '../measured';

/** A change as it is asked for over HTTP, in a gateway of its own. */
export interface Change {
  mutation: string;
  input: object;
  /** What of the payload is selected. */
  shown: string;
  /** Has the change planned first, and measures its confirmation. */
  confirms?: boolean;
}

export interface Changed extends Measured {
  statements: number;
  answer: { succeeded: number; failed: number };
}

async function main(databaseUrl: string, { mutation, input, shown, confirms }: Change): Promise<void> {
  let statements = 0;
  const settings = {
    ...readConfig({}),
    databaseUrl,
    port: 0,
    playground: false,
    directory: { source: 'none' as const },
  };
  const gateway = await startGateway(settings, {
    log: pino({ level: 'silent' }),
    onStatement: () => void statements++,
  });
  const { secret } = await gateway.store.write((tx) =>
    new AccessTokenService(() => new Date()).create(tx, { name: 'Bench', role: Role.ADMINISTRATOR }),
  );
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { change: ${mutation}(input: $input) { plan succeeded failed ${shown} } }`;
  const ask = async (asked: object) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify({ query, variables: { input: asked } }),
    });
    const { data, errors } = (await response.json()) as {
      data: { change: Changed['answer'] & { plan: string | null } } | null;
      errors?: { message: string }[];
    };
    if (errors) throw new Error(errors[0]!.message);
    return data!.change;
  };
  const confirm = confirms ? (await ask({ ...input, whatIf: true })).plan : undefined;
  statements = 0;
  const [answer, figures] = await measured(() => ask({ ...input, confirm }));
  await gateway.stop();
  process.send!({ ...figures, statements, answer } satisfies Changed);
}

const [databaseUrl, change] = process.argv.slice(2) as [string, string];
void main(databaseUrl, JSON.parse(change) as Change);
