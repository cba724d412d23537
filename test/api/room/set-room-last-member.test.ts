import { TestOrganisation } from '../../support/described-organisation';
import { type ChangeAnswer, entry, names, SET_ROOM } from './documents';
import { scene, without } from './scene';

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});
beforeEach(() => organisation.reset());

async function setRoom(input: object): Promise<ChangeAnswer> {
  const { setRoom: set } = await organisation.data<{ setRoom: ChangeAnswer }>(SET_ROOM, { input });
  return set;
}

const refusal = (input: object) => organisation.refusal(SET_ROOM, { input });

describe('the last member', () => {
  const message = 'Lobby is left without members, and so open to everybody whom its category allows';
  const warnings = [{ code: 'OPENED_TO_CATEGORY', message: `${message}.` }];

  it.each(['CLOSED', 'SECRET'])('of a %s room is not taken off by accident', async (privacy) => {
    await setRoom({ identity: 'Lobby', privacy });
    for (const members of [{ remove: ['Team'] }, { replace: [] }]) {
      expect(await refusal({ identity: 'Lobby', members })).toMatchObject({
        message: `${message}; clear them by an explicit null, or use "force", if that is meant.`,
        code: 'BAD_USER_INPUT',
        parameter: 'input.members',
      });
    }
  });

  it('is not taken off while the room is closed', async () => {
    await setRoom({ identity: 'Lobby', privacy: 'OPEN' });
    expect(await refusal({ identity: 'Lobby', privacy: 'CLOSED', members: { remove: ['Team'] } })).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  it.each([
    ['by an explicit null', { members: null }],
    ['with force', { members: { remove: ['Team'] }, force: true }],
  ])('is taken off %s, with a warning', async (_how, input) => {
    const answer = await setRoom({ identity: 'Lobby', ...input });
    expect(names(answer.room!.members)).toEqual([]);
    expect(answer.warnings).toEqual(warnings);
    expect(entry(answer)).toEqual({ gained: ['Cid', 'Mia'], lost: [] });
  });

  it('is taken off an open room, or one that becomes open, without a word', async () => {
    const { room, warnings: none } = await setRoom({
      identity: 'Lobby',
      privacy: 'OPEN',
      members: { remove: ['Team'] },
    });
    expect(names(room!.members)).toEqual([]);
    expect(none).toEqual([]);
  });

  it('that was never there is not missed', async () => {
    await setRoom({ identity: 'Square', privacy: 'CLOSED' });
    expect((await setRoom({ identity: 'Square', members: { replace: [] }, description: 'Round' })).warnings).toEqual(
      [],
    );
  });

  it('that is missing from the directory keeps the room closed', async () => {
    await setRoom({ identity: 'Lobby', members: { replace: ['Cid'] } });
    await organisation.sync(without('Cid'));
    const { room, impact } = await setRoom({ identity: 'Lobby', privacy: 'SECRET' });
    expect(names(room!.members)).toEqual(['Cid']);
    expect(impact!.gained.totalCount).toBe(0);
    expect(await refusal({ identity: 'Lobby', members: { remove: ['Cid'] } })).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});
