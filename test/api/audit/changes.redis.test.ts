import { pino } from 'pino';

import { ChangeSequence } from '../../../src/database/change-sequence.entity';
import { newest, overWebSocket, takeReasons, untilOpen } from '../../support/changes';
import { startTestGateway, type TestGateway } from '../../support/gateway';
import { PrivateRedis } from '../../support/private-redis';
import { testDatabaseUrl } from '../../support/test-database';
import { until } from '../../support/until';

/** So long that whoever waits for it runs out of time. */
const NEVER = 3600;

const logged: { level: number; msg: string }[] = [];
const log = pino({}, { write: (line: string) => logged.push(JSON.parse(line) as { level: number; msg: string }) });

async function twoGateways(redis: PrivateRedis, interval: number): Promise<[TestGateway, TestGateway]> {
  const databaseUrl = await testDatabaseUrl();
  const config = { databaseUrl, redisUrl: redis.url, changesPollInterval: interval };
  const gateways: [TestGateway, TestGateway] = [
    await startTestGateway({ config, log }),
    await startTestGateway({ config, log }),
  ];
  logged.length = 0;
  return gateways;
}

async function change(gateway: TestGateway, reason: string): Promise<void> {
  const input = { name: 'Any', role: 'VIEWER', reason };
  const { errors } = await gateway.graphql(
    'mutation New($input: NewTokenInput!) { newToken(input: $input) { token } }',
    { input },
  );
  expect(errors).toBeUndefined();
}

async function channelOf({ store }: TestGateway): Promise<string> {
  const { storeId } = await store.read.findOneByOrFail(ChangeSequence, { id: 1 });
  return `persistent-chat-gateway:changes:${storeId}`;
}

const untilBothListen = async (redis: PrivateRedis, gateway: TestGateway) => {
  const channel = await channelOf(gateway);
  await until(async () => (await redis.listeners())[channel] === 2);
};

it('brings the changes of another gateway at once', async () => {
  const redis = await PrivateRedis.start();
  const [here, there] = await twoGateways(redis, NEVER);
  await untilBothListen(redis, here);
  const answers = overWebSocket(there);
  const reasons = takeReasons(answers, 3);
  await untilOpen(there, 1);
  for (const reason of ['One', 'Two', 'Three']) await change(here, reason);
  expect(await reasons).toEqual(['One', 'Two', 'Three']);
  await answers.return!();
});

it('is told nothing but that there is something new', async () => {
  const redis = await PrivateRedis.start();
  const [here] = await twoGateways(redis, NEVER);
  await untilBothListen(redis, here);
  const published = await redis.published();
  await change(here, 'Secret');
  await until(async () => published.length > 0);
  expect(published).toEqual([{ channel: await channelOf(here), message: '' }]);
});

it('tells nothing of what is refused or only planned', async () => {
  const redis = await PrivateRedis.start();
  const [here] = await twoGateways(redis, NEVER);
  await untilBothListen(redis, here);
  const published = await redis.published();
  await here.graphql('mutation { newToken(input: { name: "", role: VIEWER }) { token } }');
  await here.graphql('mutation { newToken(input: { name: "Any", role: VIEWER, whatIf: true }) { token } }');
  await change(here, 'Real');
  await until(async () => published.length > 0);
  expect(published).toHaveLength(1);
});

it('may be down from the start and come later', async () => {
  const redis = await PrivateRedis.make();
  const [here, there] = await twoGateways(redis, 0.02);
  await change(here, 'First');
  const answers = overWebSocket(there, { after: await newest(there) });
  await change(here, 'Without');
  expect(await takeReasons(answers, 1)).toEqual(['Without']);
  await redis.run();
  await untilBothListen(redis, here);
  await change(here, 'With');
  expect(await takeReasons(answers, 1)).toEqual(['With']);
  await answers.return!();
});

it('may go and come back, which the log says once each time', async () => {
  const redis = await PrivateRedis.start();
  const [here, there] = await twoGateways(redis, NEVER);
  await untilBothListen(redis, here);
  const answers = overWebSocket(there);
  const reasons = takeReasons(answers, 3);
  await untilOpen(there, 1);
  await change(here, 'Before');
  await redis.stop();
  await until(async () => logged.length === 2);
  await change(here, 'Meanwhile');
  await redis.run();
  await untilBothListen(redis, here);
  await change(here, 'After');
  expect(await reasons).toEqual(['Before', 'Meanwhile', 'After']);
  await until(async () => logged.length === 4);
  const down = 'Redis cannot be reached: changes of other gateways are seen a little later.';
  const up = 'Redis is back: gateways wake each other after changes.';
  expect(logged.map(({ level, msg }) => [level, msg])).toEqual([
    [40, down],
    [40, down],
    [30, up],
    [30, up],
  ]);
  await answers.return!();
});
