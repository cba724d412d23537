import { addEntries } from '../../support/audit-entries';
import { newest, overWebSocket, take, takeReasons, TRANSPORTS, untilOpen } from '../../support/changes';
import { startTestGateway, type TestGateway } from '../../support/gateway';
import { slowEventStream, type SlowReader, slowWebSocket } from '../../support/slow-readers';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ config: { changesPollInterval: 60 } });
  await another('First');
});

async function another(reason: string): Promise<void> {
  const input = { name: 'Any', role: 'VIEWER', reason };
  await gateway.graphql('mutation New($input: NewTokenInput!) { newToken(input: $input) { token } }', { input });
}

const readings = (statements: readonly string[]) => statements.filter((text) => text.includes('audit_entries entry'));

describe('many subscribers', () => {
  it('share one reading of what is new, as far as their filters are the same', async () => {
    const filters = [{}, { reason: { eq: 'New' } }, { reason: { like: 'n*' } }];
    const answers = Array.from({ length: 30 }, (_, i) => {
      const where = filters[i % filters.length]!;
      return Object.values(TRANSPORTS)[i % 2]!(gateway, { where });
    });
    const reasons = answers.map((each) => takeReasons(each, 1));
    await untilOpen(gateway, 30);
    const statements = await gateway.statementsOf(async () => {
      await another('New');
      expect(await Promise.all(reasons)).toEqual(Array(30).fill(['New']));
    });
    expect(readings(statements)).toHaveLength(filters.length);
    await Promise.all(answers.map((each) => each.return!()));
    await untilOpen(gateway, 0);
  });

  it('are not looked for news for once they have gone', async () => {
    const statements = await gateway.statementsOf(() => another('Unseen'));
    expect(readings(statements)).toEqual([]);
  });
});

describe.each([
  ['WebSocket', slowWebSocket],
  ['an event stream', slowEventStream],
])('a subscriber that is slow to read over %s', (_, subscribe) => {
  const COUNT = 1_500;
  const query = `subscription Slow($after: String) {
    changes(after: $after, where: { operation: { eq: "slow" } }) { auditEntry { identity changes { after } } }
  }`;

  it('has no more than a page of changes waiting for it, and gets all of them in the end', async () => {
    const after = await newest(gateway);
    // Far more than what the connection itself holds back.
    const changes = [{ path: 'description', before: null, after: 'x'.repeat(20_000) }];
    const ids = await addEntries(gateway.store, COUNT, { operation: 'slow', changes });
    let slow: SlowReader;
    const statements = await gateway.statementsOf(async () => {
      slow = await subscribe(gateway, { query, variables: { after } });
      // Another reads everything meanwhile, which gives the gateway the time to send as much as it can.
      const quick = overWebSocket(gateway, { after });
      expect(await take(quick, COUNT)).toHaveLength(COUNT);
      await quick.return!();
    });
    const pages = readings(statements).filter((text) => text.includes('operation'));
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.length).toBeLessThan(COUNT / 100 / 2);
    const seen: string[] = [];
    for await (const message of slow!.read()) {
      const [, identity] = /"identity":"(\d+)"/.exec(message)!;
      if (seen.push(identity!) === COUNT) break;
    }
    slow!.close();
    expect(seen).toEqual(ids.map(String));
    await untilOpen(gateway, 0);
  });
});
