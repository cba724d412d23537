import { startTestGateway, type TestGateway } from '../../support/gateway';

async function get(gateway: TestGateway, path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(gateway.url + path);
  return { status: response.status, body: await response.json() };
}

it('is alive and ready once it serves', async () => {
  const gateway = await startTestGateway();

  expect(await get(gateway, '/healthz')).toEqual({ status: 200, body: { alive: true } });
  expect(await get(gateway, '/readyz')).toEqual({
    status: 200,
    body: { ready: true, migrated: true, database: true, eligibility: true, draining: false },
  });
});

it('is alive but not ready when the database does not answer', async () => {
  const gateway = await startTestGateway();
  await gateway.store.close();

  expect(await get(gateway, '/healthz')).toEqual({ status: 200, body: { alive: true } });
  expect(await get(gateway, '/readyz')).toEqual({
    status: 503,
    body: { ready: false, migrated: true, database: false, eligibility: true, draining: false },
  });
});

it('is not ready from the moment that it is told to stop, while it still answers', async () => {
  const gateway = await startTestGateway({ config: { drainDelay: 1 } });
  const stopped = gateway.stop();

  expect(await get(gateway, '/readyz')).toEqual({
    status: 503,
    body: { ready: false, migrated: true, database: true, eligibility: true, draining: true },
  });
  expect(await gateway.graphql('{ viewer { actor } }')).toEqual({ data: { viewer: { actor: 'Test administrator' } } });
  await stopped;
  await expect(fetch(`${gateway.url}/healthz`)).rejects.toThrow('fetch failed');
});
