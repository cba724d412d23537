import { AuditEntry } from '../../../src/changes/audit-entry.entity';
import { TestOrganisation } from '../../support/described-organisation';
import { SeverableProxy } from '../../support/severable-proxy';
import { testDatabaseUrl } from '../../support/test-database';
import { type ChangeAnswer, NEW_ROOM, REMOVE_ROOM, SET_ROOM } from './documents';
import { scene } from './scene';

let proxy: SeverableProxy;
let organisation: TestOrganisation;
beforeAll(async () => {
  const url = new URL(await testDatabaseUrl());
  proxy = new SeverableProxy({ host: url.hostname, port: Number(url.port) });
  url.port = String(await proxy.mend());
  organisation = await TestOrganisation.start(scene, { config: { databaseUrl: url.href } });
});
beforeEach(() => organisation.reset());
afterAll(() => proxy.cut());

const setting = { identity: 'Lobby', description: 'Quiet', members: { add: ['Cid'], remove: ['Team'] } };

describe.each([
  [
    'newRoom',
    NEW_ROOM,
    { name: 'Attic', category: 'Science' },
    ['LOCK IN SHARE MODE', 'INSERT INTO `rooms`', 'INSERT INTO invitations'],
  ],
  ['setRoom', SET_ROOM, setting, ['FOR UPDATE', 'DELETE target FROM', 'INSERT INTO access_entries', 'UPDATE `rooms`']],
  ['removeRoom', REMOVE_ROOM, { identity: 'Stage' }, ['FOR UPDATE', 'DELETE target FROM', 'DELETE FROM `rooms`']],
])('%s', (_operation, document, input, places) => {
  it.each([...places, 'UPDATE change_sequence', 'INSERT INTO audit_entries'])(
    'answers UNAVAILABLE and stores nothing where the database goes after %s',
    async (place) => {
      proxy.cutAnswerTo(place);
      expect(await organisation.refusal(document, { input })).toMatchObject({
        message: "The database can't be reached at present.",
        code: 'UNAVAILABLE',
      });
      expect(await organisation.gateway.store.read.count(AuditEntry)).toBe(0);
      await organisation.data(document, { input });
      expect(await organisation.gateway.store.read.count(AuditEntry)).toBe(1);
    },
  );
});

it('says that the change may be there where the database goes before it confirms, and a retry finds it', async () => {
  const input = { ...setting, idempotencyKey: 'once' };
  proxy.cutAnswerTo('COMMIT');
  const { errors } = await organisation.ask(SET_ROOM, { input });
  expect(errors).toMatchObject([
    {
      message:
        'The database was lost in the moment of storing the change: look whether it is there before you try it again.',
      extensions: { code: 'UNAVAILABLE' },
    },
  ]);
  const { setRoom } = await organisation.data<{ setRoom: ChangeAnswer }>(SET_ROOM, { input });
  expect(setRoom.room).toMatchObject({ version: 2, description: 'Quiet' });
  expect(await organisation.gateway.store.read.count(AuditEntry)).toBe(1);
});

it('answers UNAVAILABLE where the database goes while a page is read', async () => {
  proxy.cutAnswerTo('page_0');
  expect(await organisation.refusal('{ rooms { nodes { name } } }')).toMatchObject({ code: 'UNAVAILABLE' });
  expect((await organisation.data<{ rooms: object }>('{ rooms { totalCount } }')).rooms).toEqual({ totalCount: 5 });
});
