import type { Logger } from 'pino';

import { AuditRetention } from './changes/audit-retention';
import { ChangeService } from './changes/change.service';
import { ChangeTail } from './changes/live/change-tail';
import { RedisBell } from './changes/live/redis-bell';
import type { Config } from './config';
import { ChangeSequence } from './database/change-sequence.entity';
import type { Store } from './database/store';
import { ChangesService } from './features/audit/changes.service';
import type { Streams } from './graphql/streams';

/** What makes changes, and what tells of them. */
export interface ChangeMechanism {
  changes: ChangeService;
  tail: ChangeTail;
  streams: Streams;

  /** To be called once the gateway serves. */
  run(): void;

  stop(): Promise<void>;
}

export async function composeChanges(
  config: Config,
  { store, now, log }: { store: Store; now: () => Date; log: Logger },
): Promise<ChangeMechanism> {
  const { storeId } = await store.read.findOneByOrFail(ChangeSequence, { id: 1 });
  const tail = new ChangeTail(store.read, storeId, config.changesPollInterval, log);
  const bell = config.redisUrl === null ? undefined : new RedisBell(config.redisUrl, storeId, () => tail.look(), log);
  const changes = new ChangeService(store, now, () => {
    tail.look();
    bell?.ring();
  });
  const retention = new AuditRetention(store, config.auditRetention, now, log);
  return {
    changes,
    tail,
    streams: { changes: new ChangesService(tail).follow },
    run: () => {
      bell?.start();
      retention.run();
    },
    stop: async () => {
      bell?.stop();
      await retention.stop();
    },
  };
}
