import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Store } from '../../../src/database/store';
import { LdifSource } from '../../../src/directory/ldif/ldif-source';
import { Principal } from '../../../src/directory/principal.entity';
import { DirectorySyncService } from '../../../src/directory/sync/directory-sync.service';
import { ErrorCode } from '../../../src/errors';
import { afterThisFile } from '../../support/clean-up';
import { guid } from '../../support/directory';
import { openTestStore } from '../../support/store';
import { testDatabaseUrl } from '../../support/test-database';

const folder = mkdtempSync(join(tmpdir(), 'sync-service-'));
afterThisFile(() => Promise.resolve(rmSync(folder, { recursive: true })));

/** An LDIF file with these users, by their GUIDs' numbers. */
function source(name: string, users: Record<number, string>): LdifSource {
  const path = join(folder, `${name}.ldif`);
  const entries = Object.entries(users).map(
    ([number, user]) => `dn: CN=${user},DC=${name}\nobjectClass: user\nobjectGUID: ${guid(Number(number))}\n`,
  );
  writeFileSync(path, entries.join('\n'));
  return new LdifSource({ path, name });
}

describe('the sync of configured sources', () => {
  let store: Store;
  let url: string;

  beforeEach(async () => {
    url = await testDatabaseUrl();
    store = await openTestStore(url);
  });

  const service = (...sources: LdifSource[]) => new DirectorySyncService(store, url, sources);
  const names = async (): Promise<string[]> =>
    (await store.read.find(Principal, { order: { guid: 'ASC' } })).map(
      ({ displayName, missing }) => `${displayName}${missing ? ' (missing)' : ''}`,
    );

  async function sync(by: DirectorySyncService, ...only: string[]): Promise<unknown> {
    const sources = by.sources.filter(({ name }) => only.includes(name));
    const prepared = await by.prepare(only.length > 0 ? { sources } : {});
    await store.write((tx) => prepared.apply(tx));
    await prepared.end();
    return prepared.difference;
  }

  it('reads in a thread of its own what it stages, and changes nothing before that is applied', async () => {
    const prepared = await service(source('litware', { 1: 'ken', 2: 'zoë' })).prepare({});
    expect(prepared.difference).toEqual({
      figures: { added: 2, changed: 0, moved: 0, missing: 0, returned: 0, membershipsAdded: 0, membershipsRemoved: 0 },
      isNothing: false,
      staged: ['principals'],
      skipped: 0,
      warnings: [],
      sources: [{ name: 'litware', server: null, whole: true, next: { sourceId: 1, mark: null, netbiosNames: {} } }],
      losses: [],
      isSomebodyBack: false,
    });
    expect(await names()).toEqual([]);
    await store.write((tx) => prepared.apply(tx));
    await prepared.end();
    expect(await names()).toEqual(['ken', 'zoë']);
  });

  it('takes one source in without touching what came from another', async () => {
    await sync(service(source('litware', { 1: 'ken' }), source('contoso', { 2: 'zoë' })));
    const sources = [source('litware', { 3: 'ann' }), source('contoso', { 4: 'ben' })];
    await sync(service(...sources), 'litware');
    expect(await names()).toEqual(['ken (missing)', 'zoë', 'ann']);
    await sync(service(...sources));
    expect(await names()).toEqual(['ken (missing)', 'zoë (missing)', 'ann', 'ben']);
  });

  it('takes what a source brought that is not configured any more for gone, once each of those that are was read', async () => {
    const [litware, contoso] = [source('litware', { 1: 'ken' }), source('contoso', { 2: 'zoë' })];
    await sync(service(litware, contoso));
    await sync(service(contoso, source('fabrikam', { 3: 'ann' })), 'contoso');
    expect(await names()).toEqual(['ken', 'zoë']);
    await sync(service(contoso, source('fabrikam', { 3: 'ann' })), 'fabrikam');
    expect(await names()).toEqual(['ken (missing)', 'zoë', 'ann']);
  });

  it('leaves to a source under its new name whom it brought under another', async () => {
    const contoso = source('contoso', { 2: 'zoë' });
    await sync(service(source('litware', { 1: 'ken' }), contoso));
    const renamed = service(source('fabrikam', { 1: 'ken' }), contoso);
    await sync(renamed, 'contoso');
    expect(await names()).toEqual(['ken', 'zoë']);
    await sync(renamed, 'fabrikam');
    await sync(renamed, 'contoso');
    expect(await names()).toEqual(['ken', 'zoë']);
  });

  it('says what the thread met with', async () => {
    const broken = new LdifSource({ path: join(folder, 'nowhere.ldif'), name: 'nowhere' });
    await expect(service(broken).prepare({})).rejects.toMatchObject({
      code: ErrorCode.UNAVAILABLE,
      message: expect.stringMatching(/^The directory file ".*nowhere\.ldif" can't be read: ENOENT/) as string,
      extensions: { code: ErrorCode.UNAVAILABLE, file: join(folder, 'nowhere.ldif') },
    });
    await sync(service(source('litware', { 1: 'ken' })));
    expect(await names()).toEqual(['ken']);
  });

  it('is given up where that is asked for, and can be begun anew', async () => {
    const litware = service(source('litware', { 1: 'ken' }));
    const reason = new Error('The gateway stops.');
    await expect(litware.prepare({}, AbortSignal.abort(reason))).rejects.toBe(reason);
    await sync(litware);
    expect(await names()).toEqual(['ken']);
  });
});
