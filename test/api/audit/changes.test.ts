import { ChangeSequence } from '../../../src/database/change-sequence.entity';
import { Principal } from '../../../src/directory/principal.entity';
import { encodeCursor } from '../../../src/graphql/cursor';
import { Role } from '../../../src/security/access-token.entity';
import { endOf, newest, take, takeReasons, TRANSPORTS, untilOpen } from '../../support/changes';
import { TestOrganisation } from '../../support/described-organisation';
import { scene } from '../room/scene';

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(scene, { config: { changesPollInterval: 60 } });
});
beforeEach(async () => {
  await organisation.reset();
  await set('Lobby', 'Before');
});

const SET = 'mutation Set($input: SetRoomInput!) { setRoom(input: $input) { changes { path } } }';
const identityOf = (room: string) => `red.litwareinc.com\\${room}`;
let settings = 0;

async function set(identity: string, reason: string): Promise<void> {
  await organisation.data(SET, { input: { identity, reason, description: `Take ${settings++}` } });
}

describe.each(Object.entries(TRANSPORTS))('the changes over %s', (_, subscribe) => {
  it('come as they are committed, with what the audit trail has of them', async () => {
    const query = `subscription {
      changes { auditEntry { operation identity actor reason changes { path after } node { ... on Room { name version } } } }
    }`;
    const answers = subscribe<unknown>(organisation.gateway, {}, { query });
    const first = answers.next();
    await untilOpen(organisation.gateway, 1);
    await set('Lobby', 'One');
    const entry = { operation: 'setRoom', identity: identityOf('Lobby'), actor: 'Test administrator', reason: 'One' };
    const changed = [{ path: 'description', after: `Take ${settings - 1}` }];
    expect((await first).value).toEqual({
      data: { changes: { auditEntry: { ...entry, changes: changed, node: { name: 'Lobby', version: 3 } } } },
    });
    await set('Lobby', 'Two');
    expect((await answers.next()).value).toMatchObject({
      data: { changes: { auditEntry: { reason: 'Two', node: { version: 4 } } } },
    });
    await answers.return!();
    await untilOpen(organisation.gateway, 0);
  });

  it('come from after a cursor on, what was missed before what is new', async () => {
    const cursor = await newest(organisation.gateway);
    await set('Lobby', 'One');
    await set('Stage', 'Two');
    const answers = subscribe(organisation.gateway, { after: cursor });
    const [one] = await take(answers, 1);
    expect(one).toEqual({
      cursor: expect.any(String),
      auditEntry: { identity: identityOf('Lobby'), operation: 'setRoom', reason: 'One' },
    });
    await set('Square', 'Three');
    expect(await takeReasons(answers, 2)).toEqual(['Two', 'Three']);
    await answers.return!();
    const again = subscribe(organisation.gateway, { after: one!.cursor });
    expect(await takeReasons(again, 2)).toEqual(['Two', 'Three']);
    await again.return!();
  });

  it('are those that a filter takes, in their order', async () => {
    const after = await newest(organisation.gateway);
    const where = { or: [{ identity: { in: ['Stage', 'Square'].map(identityOf) } }, { reason: { eq: 'Three' } }] };
    const answers = subscribe(organisation.gateway, { after, where });
    const reasons = takeReasons(answers, 3);
    await set('Lobby', 'One');
    await set('Stage', 'Two');
    await set('Lobby', 'Three');
    await set('Lobby', 'Four');
    await set('Square', 'Five');
    expect(await reasons).toEqual(['Two', 'Three', 'Five']);
    await answers.return!();
  });

  it('are for auditors only', async () => {
    const { gateway } = organisation;
    const principal = await gateway.store.read.findOneByOrFail(Principal, { displayName: 'Ann' });
    const token = await gateway.token({ name: 'Ann', role: Role.USER, principal });
    expect(await organisation.refusal('{ changesCursor }', {}, 'Ann')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await endOf(subscribe(gateway, {}, { token }))).toEqual([
      {
        message: '"changes" takes a token with the role ADMINISTRATOR or VIEWER; yours has the role USER.',
        locations: [{ line: 2, column: 3 }],
        path: ['changes'],
        extensions: { code: 'FORBIDDEN' },
      },
    ]);
    const after = await newest(gateway);
    await set('Lobby', 'One');
    const answers = subscribe(gateway, { after }, { token: gateway.viewerToken });
    expect(await takeReasons(answers, 1)).toEqual(['One']);
    await answers.return!();
  });

  const list = (...place: (string | number)[]) => encodeCursor('changes', place);

  it.each([
    ['is none', () => 'x', '"x" is not a cursor.'],
    [
      'is of the audit trail, which knows no store',
      () => encodeCursor('entry,id DESC', [1]),
      'The cursor in "after" belongs to another list, or to this one in another order.',
    ],
    ['is of another store', () => list('another', 1), 'The cursor in "after" comes from a gateway with another store.'],
    [
      'names a change that there is not',
      (store: string, last: number) => list(store, last + 1),
      /^The cursor in "after" names change (\d+), but there are only \d+: it comes from before the store was restored\.$/,
    ],
  ])('refuse a cursor that %s', async (_case, cursor, message) => {
    const { storeId, last } = await organisation.gateway.store.read.findOneByOrFail(ChangeSequence, { id: 1 });
    const [error, ...others] = await endOf(subscribe(organisation.gateway, { after: cursor(storeId, last) }));
    expect(others).toEqual([]);
    expect(error).toMatchObject({ path: ['changes'], extensions: { code: 'BAD_USER_INPUT', parameter: 'after' } });
    expect(error!.message).toMatch(message);
  });

  it('refuse a filter by the input that is at fault', async () => {
    const where = { not: { principal: 'Zed' } };
    expect(await endOf(subscribe(organisation.gateway, { where }))).toEqual([
      expect.objectContaining({
        message: '"Zed" names no principal of the directory.',
        extensions: { code: 'NOT_FOUND', parameter: 'where.not.principal' },
      }),
    ]);
  });
});
