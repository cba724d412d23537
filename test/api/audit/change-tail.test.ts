import { pino } from 'pino';

import { ChangeTail } from '../../../src/changes/live/change-tail';
import { ALL } from '../../../src/database/sql';
import { startTestGateway } from '../../support/gateway';
import { until } from '../../support/until';

it('looks once more where it was told of something while it looked', async () => {
  const seen: string[] = [];
  const { store } = await startTestGateway({ onStatement: (statement) => seen.push(statement) });
  const tail = new ChangeTail(store.read, 'any', 3600, pino({ level: 'silent' }));
  const stream = tail.follow(0, ALL);
  seen.length = 0;
  for (let count = 0; count < 5; count++) tail.look();
  const looks = () => seen.filter((statement) => statement.includes('change_sequence'));
  await until(async () => looks().length === 2);
  await stream.return();
});
