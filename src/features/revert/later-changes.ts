import DataLoader from 'dataloader';
import { In, MoreThan, type EntityManager } from 'typeorm';

import { AuditEntry } from '../../changes/audit-entry.entity';
import type { PastChange } from './past-change';

/** SQLite takes 32,766 values in a statement. */
const LARGEST_BATCH = 1_000;

/** What became of a thing after a change, the newest first. */
export type LaterChanges = DataLoader<PastChange, AuditEntry[]>;

export function laterChanges(manager: EntityManager): LaterChanges {
  const load = async (past: readonly PastChange[]): Promise<AuditEntry[][]> => {
    const later = new Map<string, AuditEntry[]>();
    for (const nodeType of new Set(past.map(({ type }) => type))) {
      const ofType = past.filter(({ type }) => type === nodeType);
      const entries = await manager.find(AuditEntry, {
        where: {
          nodeType,
          nodeId: In(ofType.map(({ nodeId }) => nodeId)),
          id: MoreThan(Math.min(...ofType.map(({ id }) => id))),
        },
        order: { id: 'DESC' },
      });
      for (const entry of entries) {
        const key = `${nodeType}:${entry.nodeId}`;
        const known = later.get(key);
        if (known) known.push(entry);
        else later.set(key, [entry]);
      }
    }
    return past.map(({ type, nodeId, id }) => (later.get(`${type}:${nodeId}`) ?? []).filter((entry) => entry.id > id));
  };
  return new DataLoader(load, { maxBatchSize: LARGEST_BATCH });
}

/** Who changed something, for a sentence: `by setRoom of desk@litwareinc.com at 2026-11-22T12:00:00.000Z` */
export function madeBy({ operation, actor, at }: AuditEntry): string {
  return `by ${operation} of ${actor} at ${at.toISOString()}`;
}
