import { pino } from 'pino';

import { testDatabaseUrl } from '../../support/test-database';
import { until } from '../../support/until';
import { DirectoryScene, type ListedSync, sync, syncs, TwoDomains } from './scene';
import { contoso, litware, without } from './two-domains';

const told = (found: readonly ListedSync[]) =>
  found.map(({ state, trigger, sources }) => [sources.map(({ name }) => name).join(), trigger, state]);

const ended = (scene: DirectoryScene, count: number) =>
  until(async () => {
    const found = await syncs(scene);
    return found.length === count && found.every(({ endedAt }) => endedAt) && found;
  });

describe('the start', () => {
  it('waits until an empty directory is filled, source by source', async () => {
    const scene = await DirectoryScene.begin(new TwoDomains());
    const found = await syncs(scene);
    expect(told(found)).toEqual([
      ['contoso', 'START', 'SUCCEEDED'],
      ['litware', 'START', 'SUCCEEDED'],
    ]);
    expect(found.map(({ actor }) => actor)).toEqual(['Directory sync', 'Directory sync']);
    expect(await scene.present()).toHaveLength(105);
    const { auditEntries } = await scene.data<{ auditEntries: { nodes: unknown[] } }>(
      '{ auditEntries(where: { nodeType: { eq: "DirectorySync" } }) { nodes { actor operation token { id } principal { id } } } }',
    );
    const entry = { actor: 'Directory sync', operation: 'syncDirectory', token: null, principal: null };
    expect(auditEntries.nodes).toEqual([entry, entry]);
  });

  it('serves with what there is where a source fails, however empty that leaves it', async () => {
    const domains = new TwoDomains();
    for (const name of ['litware', 'contoso'] as const) domains.writeText(name, '');
    const scene = await DirectoryScene.begin(domains);
    expect(told(await syncs(scene))).toEqual([
      ['contoso', 'START', 'FAILED'],
      ['litware', 'START', 'FAILED'],
    ]);
    expect(await scene.present()).toEqual([]);

    domains.write({});
    expect((await sync(scene)).report!.figures).toMatchObject({ added: 105 });
  });

  it('brings the sources that can be read, though one can not', async () => {
    const domains = new TwoDomains();
    domains.writeText('litware', 'dn: broken\n');
    const scene = await DirectoryScene.begin(domains);
    expect(told(await syncs(scene))).toEqual([
      ['contoso', 'START', 'SUCCEEDED'],
      ['litware', 'START', 'FAILED'],
    ]);
    expect(await scene.present()).toHaveLength(5);
  });

  it('reads a directory that is known while the gateway serves already, within the same limits', async () => {
    const domains = new TwoDomains();
    const config = { databaseUrl: await testDatabaseUrl() };
    await (await DirectoryScene.begin(domains, { config })).gateway.stop();
    domains.write({ litware: { ...litware, Dan: {} }, contoso: without(contoso, 'Yan') });
    const scene = await DirectoryScene.begin(domains, { config });
    expect(told(await ended(scene, 4)).slice(0, 2)).toEqual([
      ['contoso', 'START', 'STOPPED'],
      ['litware', 'START', 'SUCCEEDED'],
    ]);
    expect(await scene.present()).toEqual(expect.arrayContaining(['Dan', 'Yan']));
  });
});

describe('the timer', () => {
  const quick = { directorySyncInterval: 0.02 };

  it('brings what has changed, and keeps one row of what it found unchanged', async () => {
    const domains = new TwoDomains();
    const scene = await DirectoryScene.begin(domains, { config: quick });
    const unchanged = { where: { trigger: { eq: 'TIMER' }, state: { eq: 'UNCHANGED' } } };
    const seen = new Set<string>();
    await until(async () => {
      const found = await syncs(scene, { where: { and: [unchanged.where, { source: { eq: 'litware' } }] } });
      expect(found.length).toBeLessThanOrEqual(1);
      for (const { id } of found) seen.add(id);
      return seen.size === 2;
    });

    domains.write({ litware: { ...litware, Dan: {} } });
    await until(async () => (await scene.present()).includes('Dan'));
    const [succeeded] = await syncs(scene, { where: { trigger: { eq: 'TIMER' }, state: { eq: 'SUCCEEDED' } } });
    expect(succeeded).toMatchObject({ sources: [{ name: 'litware' }], report: { figures: { added: 1 } } });
    await scene.gateway.stop();
  });

  it('is quiet in the log where nothing has changed', async () => {
    const told: { level: number; source: string; figures: object }[] = [];
    const write = (line: string) => {
      const entry = JSON.parse(line) as { msg: string } & (typeof told)[number];
      if (entry.msg === 'The directory was synced.') told.push(entry);
    };
    const domains = new TwoDomains();
    const scene = await DirectoryScene.begin(domains, { config: quick, log: pino({ level: 'debug' }, { write }) });
    const { debug, info } = pino.levels.values;
    expect(told.splice(0)).toMatchObject([
      { level: info, source: 'litware', figures: { added: 100 } },
      { level: info, source: 'contoso', figures: { added: 5 } },
    ]);
    await until(async () => told.length > 3);
    expect(told.filter(({ level }) => level !== debug)).toEqual([]);
    domains.write({ litware: { ...litware, Dan: {} } });
    const changed = await until(async () => told.find(({ level }) => level === info));
    expect(changed).toMatchObject({ source: 'litware', figures: { added: 1 } });
    await scene.gateway.stop();
  });

  it('goes on with the other sources where one fails, again and again in one row', async () => {
    const domains = new TwoDomains();
    const scene = await DirectoryScene.begin(domains, { config: quick });
    domains.write({ contoso: { ...contoso, Xia: {} } });
    domains.writeText('litware', '');
    const failed = { where: { trigger: { eq: 'TIMER' }, state: { eq: 'FAILED' } } };
    const seen = new Set<string>();
    await until(async () => {
      const found = await syncs(scene, failed);
      expect(found.length).toBeLessThanOrEqual(1);
      for (const { id } of found) seen.add(id);
      return seen.size === 2 && (await scene.present()).includes('Xia');
    });
    expect(await scene.present()).toContain('Ann');
    await scene.gateway.stop();
  });

  it('leaves a source alone that another gateway has synced within the interval', async () => {
    let time = new Date('2026-11-22T08:00:00Z').getTime();
    let rounds = 0;
    const onStatement = (statement: string) => (rounds += Number(statement.includes('AS place')));
    const now = () => new Date(time);
    const scene = await DirectoryScene.begin(new TwoDomains(), { now, onStatement, config: quick });
    const begun = rounds;
    await until(async () => rounds - begun > 5);
    time += 1_000;
    const timed = await until(async () => {
      const found = await syncs(scene, { where: { trigger: { eq: 'TIMER' } } });
      return found.length > 0 && found;
    });
    for (const { startedAt } of timed) expect(startedAt).toBe(new Date(time).toISOString());
    await scene.gateway.stop();
  });
});
