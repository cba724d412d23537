import { pino } from 'pino';

import { AuditEntry } from '../../../src/changes/audit-entry.entity';
import { AuditRetention } from '../../../src/changes/audit-retention';
import { ChangeTail } from '../../../src/changes/live/change-tail';
import { Invitation } from '../../../src/changes/invitation.entity';
import { ChangeSequence } from '../../../src/database/change-sequence.entity';
import { ALL } from '../../../src/database/sql';
import { changeCursor } from '../../../src/features/audit/change-cursor';
import { addEntries } from '../../support/audit-entries';
import { endOf, take, TRANSPORTS } from '../../support/changes';
import { startTestGateway, type TestGateway } from '../../support/gateway';
import { testDatabaseUrl } from '../../support/test-database';
import { until } from '../../support/until';

const NOW = new Date('2026-11-22T12:00:00.000Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 60 * 60 * 1000);

const logged: Record<string, unknown>[] = [];
const log = pino({}, { write: (line: string) => logged.push(JSON.parse(line) as Record<string, unknown>) });

let databaseUrl: string;
let gateway: TestGateway;
let storeId: string;
/** 2,500 old entries, one of today that has an old one after it, and another of today. */
let ids: number[];
beforeEach(async () => {
  databaseUrl = await testDatabaseUrl();
  gateway = await startTestGateway({ config: { databaseUrl, changesPollInterval: 0.02 } });
  await gateway.graphql('mutation { newToken(input: { name: "Any", role: VIEWER }) { token } }');
  ids = [
    ...(await addEntries(gateway.store, 2_500, { at: daysAgo(31) })),
    ...(await addEntries(gateway.store, 1, { at: daysAgo(29) })),
    ...(await addEntries(gateway.store, 1, { at: daysAgo(31) })),
    ...(await addEntries(gateway.store, 1, { at: NOW })),
  ];
  await gateway.store.write(async (tx) => {
    await tx.update(AuditEntry, { id: 1 }, { at: daysAgo(31) });
    for (const auditEntryId of [ids[0]!, ids.at(-1)!])
      await tx.insert(Invitation, { auditEntryId, roomId: 1, principalIds: [1] });
  });
  ({ storeId } = await sequence());
  logged.length = 0;
});

const sequence = () => gateway.store.read.findOneByOrFail(ChangeSequence, { id: 1 });
const retention = (days: number) => new AuditRetention(gateway.store, days, () => NOW, log);
const kept = async () => (await gateway.store.read.find(AuditEntry, { order: { id: 'ASC' } })).map(({ id }) => id);

it('deletes the oldest entries with their invitations, up to the first that is younger', async () => {
  await retention(30).clear();
  expect(await kept()).toEqual(ids.slice(-3));
  const invitations = await gateway.store.read.find(Invitation);
  expect(invitations.map(({ auditEntryId }) => auditEntryId)).toEqual(ids.slice(-1));
  expect(await sequence()).toMatchObject({ forgotten: ids[2_499], last: ids.at(-1) });
});

it('says in the log what it deleted, and nothing where there was nothing to delete', async () => {
  await retention(30).clear();
  await retention(30).clear();
  expect(logged).toEqual([
    expect.objectContaining({ level: 30, deleted: 2_501, upTo: ids[2_499], before: daysAgo(30).toISOString() }),
  ]);
});

it('goes on side by side with that of another gateway', async () => {
  await Promise.all([retention(30).clear(), retention(30).clear()]);
  expect(await kept()).toEqual(ids.slice(-3));
  expect(await sequence()).toMatchObject({ forgotten: ids[2_499] });
});

it('keeps everything unless it is told for how long', async () => {
  const keeping = retention(0);
  keeping.run();
  await keeping.stop();
  expect(await kept()).toHaveLength(2_504);
});

it('begins with the gateway', async () => {
  await startTestGateway({ now: () => NOW, config: { databaseUrl, auditRetention: 30 } });
  await until(async () => (await kept()).length === 3);
});

describe.each(Object.entries(TRANSPORTS))('a subscription over %s', (_, subscribe) => {
  it('is told where what came after its cursor was deleted', async () => {
    await retention(30).clear();
    const [position, forgotten] = [ids[2_498]!, ids[2_499]!];
    expect(await endOf(subscribe(gateway, { after: changeCursor(storeId, position) }))).toEqual([
      {
        message:
          `The place in "after" is change ${position}, but the audit trail is kept only from after change ${forgotten} on; ` +
          'what was missed can\'t be told. Begin anew without "after".',
        locations: [{ line: 2, column: 3 }],
        path: ['changes'],
        extensions: { code: 'NOT_FOUND', parameter: 'after', change: position, forgotten },
      },
    ]);
  });

  it('goes on from the last entry that was deleted', async () => {
    await retention(30).clear();
    const answers = subscribe(gateway, { after: changeCursor(storeId, ids[2_499]!) });
    expect((await take(answers, 3)).map(({ auditEntry }) => auditEntry.identity)).toEqual(ids.slice(-3).map(String));
    await answers.return!();
  });
});

it('ends a subscription that it has overtaken', async () => {
  const tail = new ChangeTail(gateway.store.read, storeId, 60, log);
  await tail.sequence();
  const stream = tail.follow(ids[0]!, ALL);
  expect(await stream.next()).toMatchObject({ value: { id: ids[1] } });
  await retention(30).clear();
  // The page that it has in hand is still whole.
  for (const id of ids.slice(2, 101)) expect(await stream.next()).toMatchObject({ value: { id } });
  await expect(stream.next()).rejects.toMatchObject({
    code: 'NOT_FOUND',
    extensions: { change: ids[100], forgotten: ids[2_499] },
  });
  await stream.return();
});
