import { asGatewayError } from '../../src/database/as-gateway-error';
import type { Store } from '../../src/database/store';
import { SeverableProxy } from '../support/severable-proxy';
import { insertSite, siteNames } from '../support/sites';
import { openTestStore } from '../support/store';
import { testDatabaseUrl } from '../support/test-database';

const UNREACHABLE = { code: 'UNAVAILABLE', message: "The database can't be reached at present." };

let proxy: SeverableProxy;
let near: Store;
let far: Store;
beforeEach(async () => {
  const url = new URL(await testDatabaseUrl());
  near = await openTestStore(url.href);
  proxy = new SeverableProxy({ host: url.hostname, port: Number(url.port) });
  url.port = String(await proxy.mend());
  far = await openTestStore(url.href);
});
afterEach(async () => {
  await far.close();
  await proxy.cut();
});

it('answers UNAVAILABLE while the database is gone, and goes on when it is back', async () => {
  await far.write((tx) => insertSite(tx, 'Redmond'));
  await proxy.cut();
  await expect(far.write((tx) => insertSite(tx, 'Dublin'))).rejects.toMatchObject(UNREACHABLE);
  const error: unknown = await siteNames(far.read).catch((thrown: unknown) => thrown);
  expect(asGatewayError(error)).toMatchObject(UNREACHABLE);
  await expect(far.ping()).rejects.toThrow();
  await proxy.mend();
  await far.ping();
  await far.write((tx) => insertSite(tx, 'Paris'));
  expect(await siteNames(far.read)).toEqual(['Redmond', 'Paris']);
});

it('answers UNAVAILABLE and stores nothing where the database goes in the middle of a transaction', async () => {
  const write = far.write(async (tx) => {
    await insertSite(tx, 'Redmond');
    await proxy.cut();
    await insertSite(tx, 'Dublin');
  });
  await expect(write).rejects.toMatchObject(UNREACHABLE);
  await proxy.mend();
  expect(await siteNames(far.read)).toEqual([]);
});

it('says that a change may be there where the database goes before it confirms', async () => {
  const write = far.write(async (tx) => {
    await insertSite(tx, 'Redmond');
    proxy.cutAnswerTo('COMMIT');
  });
  await expect(write).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message:
      'The database was lost in the moment of storing the change: look whether it is there before you try it again.',
  });
  expect(await siteNames(near.read)).toEqual(['Redmond']);
});

it('answers UNAVAILABLE where the server ends the connection of a transaction', async () => {
  const write = far.write(async (tx) => {
    const [{ id }] = await tx.query<[{ id: number }]>('SELECT CONNECTION_ID() AS id');
    await near.write((other) => other.query(`KILL ${id}`));
    await insertSite(tx, 'Redmond');
  });
  await expect(write).rejects.toMatchObject(UNREACHABLE);
  await far.write((tx) => insertSite(tx, 'Dublin'));
  expect(await siteNames(far.read)).toEqual(['Dublin']);
});
