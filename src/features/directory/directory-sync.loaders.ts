import DataLoader from 'dataloader';
import { In } from 'typeorm';

import { AuditEntry } from '../../changes/audit-entry.entity';
import type { PerRequest } from '../../graphql/context';
import { rowsById } from '../../graphql/rows-by-id';
import { DirectorySyncSource } from './directory-sync-source.entity';
import { DirectorySync } from './directory-sync.entity';

export const directorySyncById = rowsById(DirectorySync);

/** The sources that each sync is about, by name. */
export const sourcesBySyncId: PerRequest<DataLoader<number, DirectorySyncSource[]>> = (context) =>
  new DataLoader(async (ids) => {
    const sources = await context.read.find(DirectorySyncSource, {
      where: { syncId: In([...ids]) },
      order: { syncId: 'ASC', name: 'ASC' },
    });
    return ids.map((id) => sources.filter(({ syncId }) => syncId === id));
  });

/** What the audit trail has of each sync; null where it changed nothing. */
export const auditEntryBySyncId: PerRequest<DataLoader<number, AuditEntry | null>> = (context) =>
  new DataLoader(async (ids) => {
    const entries = await context.read.findBy(AuditEntry, { nodeType: DirectorySync.name, nodeId: In([...ids]) });
    const byId = new Map(entries.map((entry) => [entry.nodeId, entry]));
    return ids.map((id) => byId.get(id) ?? null);
  });
