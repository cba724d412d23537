import { type RequestHandler, Router } from 'express';

import type { Store } from '../database/store';
import type { SourceHealth } from '../features/directory/directory-status.service';

const PING_TIMEOUT_MS = 2_000;

/** What being ready takes, each part true or false on its own; and how the directory is doing, which takes no part in that. */
export interface Readiness {
  /** A store that is open has the schema of this gateway. */
  migrated: boolean;
  database: boolean;
  eligibility: boolean;
  /** Whether the gateway is about to stop. */
  draining: boolean;
  /** By the names of the sources; left out where there are none, or the database doesn't answer. */
  directory?: Record<string, SourceHealth>;
}

/** `/healthz`: the process is alive. `/readyz`: it can answer, part by part; 503 where it can't. */
export function health(readiness: () => Promise<Readiness>): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ alive: true });
  });
  const readyz: RequestHandler = async (_request, response) => {
    const parts = await readiness();
    const ready = parts.migrated && parts.database && parts.eligibility && !parts.draining;
    response.status(ready ? 200 : 503).json({ ready, ...parts });
  };
  router.get('/readyz', readyz);
  return router;
}

/** Whether the database answers in time. */
export async function answers(store: Store): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, PING_TIMEOUT_MS, false);
  });
  const answered = store.ping().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, tooLate]).finally(() => clearTimeout(timer));
}
