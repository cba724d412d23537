import { Role } from '../../../src/security/access-token.entity';
import { Principal } from '../../../src/directory/principal.entity';
import type { LdifSettings } from '../../../src/directory/ldif/ldif-source';
import { startTestGateway } from '../../support/gateway';
import { DirectoryScene, refusal, sync, syncs } from './scene';
import { litware, without } from './two-domains';

let scene: DirectoryScene;
beforeAll(async () => {
  scene = await DirectoryScene.start();
});
beforeEach(() => scene.reset());

const get = (path: string, token?: string) =>
  fetch(scene.gateway.url + path, { headers: token ? { authorization: `Bearer ${token}` } : {} });

/** The values of the directory's metrics, by name and source. */
async function metrics(): Promise<Record<string, number>> {
  const text = await (await get('/metrics', scene.gateway.viewerToken)).text();
  const lines = text.matchAll(/^gateway_directory_(\w+)\{source="(\w+)"\} (\S+)$/gm);
  return Object.fromEntries(Array.from(lines, ([, name, source, value]) => [`${name} ${source}`, Number(value)]));
}

describe('/readyz', () => {
  it('tells when each source was taken over, and stays ready where one fails', async () => {
    scene.domains.writeText('contoso', '');
    await refusal(scene, { source: 'contoso' });
    await sync(scene, { source: 'litware' });
    const [litwares, contosos] = await syncs(scene);
    expect(contosos!.state).toBe('FAILED');

    const response = await get('/readyz');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      ready: true,
      migrated: true,
      database: true,
      eligibility: true,
      draining: false,
      directory: {
        litware: { syncedAt: litwares!.endedAt, error: null },
        contoso: { syncedAt: null, error: 'BAD_USER_INPUT' },
      },
    });
  });

  it('tells everybody nothing of where a file is', async () => {
    const [, contoso] = scene.domains.sources;
    const { path } = contoso!.description.settings as LdifSettings;
    const gateway = await startTestGateway({ directory: { source: 'ldif', path } });
    const { directory } = (await (await fetch(`${gateway.url}/readyz`)).json()) as { directory: object };
    expect(directory).toEqual({ ldif: { syncedAt: expect.any(String), error: null } });
  });

  it('tells of no error where it was the input that was wrong', async () => {
    const before = await metrics();
    scene.domains.write({ litware: without(litware, 'User 091') });
    expect(await refusal(scene, { confirm: 'stale' })).toMatchObject({ code: 'PLAN_STALE' });
    expect(await (await get('/readyz')).json()).toMatchObject({
      directory: { litware: { error: null }, contoso: { error: null } },
    });
    expect((await metrics())['sync_failures_total litware']).toBe(before['sync_failures_total litware']);
  });

  it('forgets an error once the source was taken over', async () => {
    scene.domains.writeText('contoso', '');
    await refusal(scene, { source: 'contoso' });
    scene.domains.write({});
    await sync(scene, { source: 'contoso' });
    expect(await (await get('/readyz')).json()).toMatchObject({ directory: { contoso: { error: null } } });
  });
});

describe('/metrics', () => {
  it('tells Prometheus of the process, and of the directory source by source', async () => {
    const before = await metrics();
    scene.domains.write({ litware: without(litware, 'User 091') });
    await sync(scene, { source: 'litware' });
    scene.domains.writeText('contoso', '');
    await refusal(scene, { source: 'contoso' });
    const [, litwares] = await syncs(scene);

    const after = await metrics();
    const [startedAt, endedAt] = [litwares!.startedAt, litwares!.endedAt!].map(
      (time) => new Date(time).getTime() / 1000,
    );
    expect(after).toEqual({
      'last_success_timestamp_seconds litware': endedAt,
      'last_success_duration_seconds litware': expect.closeTo(endedAt! - startedAt!, 6),
      'sync_failures_total litware': before['sync_failures_total litware'],
      'sync_failures_total contoso': before['sync_failures_total contoso']! + 1,
      'principals litware': 99,
      'principals contoso': 5,
    });
    const response = await get('/metrics', scene.gateway.administratorToken);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(await response.text()).toContain('\nprocess_resident_memory_bytes ');
  });

  it('has counted the principals of each source already, whoever came, went and came back', async () => {
    const counts = async () => {
      const { 'principals litware': ofLitware, 'principals contoso': ofContoso } = await metrics();
      return [ofLitware, ofContoso];
    };
    for (const [domain, count] of [
      [without(litware, 'User 091'), 99],
      [{ ...litware, Dan: {}, 'User 001': { title: 'Head' } }, 101],
      [litware, 100],
    ] as const) {
      scene.domains.write({ litware: domain });
      await sync(scene);
      expect(await counts()).toEqual([count, 5]);
    }
    const statements = await scene.gateway.statementsOf(metrics);
    expect(statements.filter((text) => /COUNT|FROM principals/.test(text))).toEqual([]);
  });

  it('is not for everybody', async () => {
    const principal = await scene.store.read.findOneByOrFail(Principal, { displayName: 'Ann' });
    const user = await scene.gateway.token({ name: 'Ann', role: Role.USER, principal });
    expect((await get('/metrics')).status).toBe(401);
    // Of the error itself, nothing tells how it is carried.
    expect(await (await get('/metrics')).json()).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED', reason: 'MISSING' } }],
    });
    expect((await get('/metrics', user)).status).toBe(403);
    expect(await (await get('/metrics', user)).json()).toEqual({
      errors: [
        {
          message: '"/metrics" takes a token with the role VIEWER or ADMINISTRATOR; yours has the role USER.',
          extensions: { code: 'FORBIDDEN' },
        },
      ],
    });
  });
});
