import { pino } from 'pino';
import { MoreThan } from 'typeorm';

import { AuditEntry } from '../../../src/changes/audit-entry.entity';
import { ChangeTail } from '../../../src/changes/live/change-tail';
import { ALL } from '../../../src/database/sql';
import { addEntries } from '../../support/audit-entries';
import { endOf, newest, take, TRANSPORTS, untilOpen } from '../../support/changes';
import { startTestGateway, type TestGateway } from '../../support/gateway';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ config: { changesPollInterval: 0.02 } });
  await gateway.graphql('mutation { newToken(input: { name: "Any", role: VIEWER }) { token } }');
});

/** As a primary that had not got what came after `last`, or a backup. */
const goBackTo = (last: number) =>
  gateway.store.write(async (tx) => {
    await tx.query('UPDATE change_sequence SET last = ? WHERE id = 1', [last]);
    await tx.delete(AuditEntry, { id: MoreThan(last) });
  });

describe.each(Object.entries(TRANSPORTS))('a store that lost changes, over %s', (_, subscribe) => {
  it('ends the subscriptions that have had some of them', async () => {
    const answers = subscribe(gateway, { after: await newest(gateway) });
    const [first, second] = await addEntries(gateway.store, 2);
    await take(answers, 2);
    await goBackTo(first!);
    expect(await endOf(answers)).toEqual([
      {
        message:
          `The changes were followed up to change ${second}, but the store went back to change ${first}: it was restored, or its new ` +
          'primary had not got the others. Begin anew without "after".',
        extensions: { code: 'NOT_FOUND', parameter: 'after', change: second, last: first },
      },
    ]);
    await untilOpen(gateway, 0);
  });

  it('goes on for those who come after that, with other changes under the same numbers', async () => {
    const follower = subscribe(gateway, { after: await newest(gateway) });
    const lost = await addEntries(gateway.store, 3);
    await take(follower, 3);
    await follower.return!();
    await untilOpen(gateway, 0);
    await goBackTo(lost[0]! - 1);
    const answers = subscribe(gateway, { after: await newest(gateway) });
    const others = take(answers, 3);
    await untilOpen(gateway, 1);
    expect(await addEntries(gateway.store, 3)).toEqual(lost);
    expect((await others).map(({ auditEntry }) => auditEntry.identity)).toEqual(lost.map(String));
    await answers.return!();
    await untilOpen(gateway, 0);
  });
});

it('goes on for one who has had none of them yet', async () => {
  const tail = new ChangeTail(gateway.store.read, 'any', 60, pino({ level: 'silent' }));
  const stream = tail.follow((await tail.sequence()).last, ALL);
  const [first] = await addEntries(gateway.store, 2);
  await tail.sequence();
  await goBackTo(first!);
  await tail.sequence();
  expect(await stream.next()).toMatchObject({ value: { id: first } });
  const [second] = await addEntries(gateway.store, 1);
  await tail.sequence();
  expect(await stream.next()).toMatchObject({ value: { id: second } });
  await stream.return();
});

it('has pages end where it ends', async () => {
  const tail = new ChangeTail(gateway.store.read, 'any', 60, pino({ level: 'silent' }));
  const { last } = await tail.sequence();
  await addEntries(gateway.store, 2);
  await tail.sequence();
  await goBackTo(last);
  expect(await tail.page(last, ALL)).toEqual({ entries: [], upTo: last });
});
