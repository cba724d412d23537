import { TestOrganisation } from '../../support/described-organisation';
import { type ChangeAnswer, listed, names, SET_CATEGORY, SET_ROOM, sip, team } from './documents';
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

const setGeneral = (lists: object) =>
  organisation.data<{ setCategory: ChangeAnswer }>(SET_CATEGORY, {
    input: { identity: 'red.litwareinc.com\\General', ...lists },
  });

const dropped = (message: string) => ({ code: 'ENTRIES_DROPPED', message });

describe('the presenters', () => {
  it.each([[{ add: ['Ann'] }], [{ remove: [] }], [{}]])('are refused for a normal room: %j', async (presenters) => {
    expect(await refusal({ identity: 'Lobby', presenters })).toMatchObject({
      message: 'Lobby is a Normal room: only an auditorium has presenters.',
      code: 'BAD_USER_INPUT',
      parameter: 'input.presenters',
    });
  });

  it('come with the room being made an auditorium', async () => {
    const { room } = await setRoom({ identity: 'Lobby', type: 'AUDITORIUM', presenters: { add: ['Ann'] } });
    expect(names(room!.presenters)).toEqual(['Ann']);
  });

  it('are drawn from the members', async () => {
    expect(await refusal({ identity: 'Stage', presenters: { add: ['Bob', 'Mia'] } })).toMatchObject({
      message: 'sip:mia@litwareinc.com is not among the members of Stage, from whom its presenters are drawn.',
      code: 'NOT_ELIGIBLE',
      parameter: 'input.presenters.add[1]',
      entry: 'sip:mia@litwareinc.com',
      reason: 'NOT_A_MEMBER',
    });
  });

  it('are drawn from the members as the same change leaves them', async () => {
    const { room } = await setRoom({ identity: 'Stage', members: { add: ['Mia'] }, presenters: { add: ['Mia'] } });
    expect(names(room!.presenters)).toEqual(['Ann', 'Cid', 'Mia']);
    expect(
      await refusal({ identity: 'Stage', members: { remove: ['Team'] }, presenters: { add: ['Bob'] } }),
    ).toMatchObject({
      code: 'NOT_ELIGIBLE',
      reason: 'NOT_A_MEMBER',
    });
  });

  it('are drawn from everybody inside the wall where no members are listed', async () => {
    const { room } = await setRoom({
      identity: 'Square',
      type: 'AUDITORIUM',
      presenters: { add: ['Mia', 'Team', 'Kit'] },
    });
    expect(names(room!.presenters)).toEqual(['Kit', 'Mia', 'Team']);
  });

  it('go where the auditorium becomes a normal room, and are named', async () => {
    const { room, changes, warnings } = await setRoom({ identity: 'Stage', type: 'NORMAL' });
    expect(names(room!.presenters)).toEqual([]);
    expect(changes).toEqual([
      { path: 'type', before: 'AUDITORIUM', after: 'NORMAL', added: null, removed: null },
      listed('presenters', [], [sip('ann'), sip('cid')]),
    ]);
    expect(warnings).toEqual([
      dropped(
        'sip:ann@litwareinc.com, sip:cid@litwareinc.com went from the presenters: a normal room has no presenters.',
      ),
    ]);
  });

  it('are not named for an auditorium that becomes a normal room', async () => {
    expect(await refusal({ identity: 'Stage', type: 'NORMAL', presenters: { add: ['Bob'] } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.presenters',
    });
  });

  it('go with the member behind them, and are named', async () => {
    const { room, changes, warnings } = await setRoom({ identity: 'Stage', members: { remove: ['Team'] } });
    expect(names(room!.presenters)).toEqual(['Cid']);
    expect(changes).toEqual([listed('members', [], [team]), listed('presenters', [], [sip('ann')])]);
    expect(warnings).toEqual([
      dropped('sip:ann@litwareinc.com went from the presenters: the members no longer include them.'),
    ]);
  });

  it('stay where another member is behind them', async () => {
    const { room, warnings } = await setRoom({ identity: 'Stage', members: { replace: ['Cid', 'Ann'] } });
    expect(names(room!.presenters)).toEqual(['Ann', 'Cid']);
    expect(warnings).toEqual([]);
  });

  it('go where the first members are listed and they are not among them', async () => {
    await setRoom({ identity: 'Square', type: 'AUDITORIUM', presenters: { add: ['Mia', 'Ann'] } });
    const { room, warnings } = await setRoom({ identity: 'Square', members: { add: ['Team'] } });
    expect(names(room!.presenters)).toEqual(['Ann']);
    expect(warnings).toEqual([
      dropped('sip:mia@litwareinc.com went from the presenters: the members no longer include them.'),
    ]);
  });

  it('stay where the members are cleared, for all inside the wall are members then', async () => {
    const { room } = await setRoom({ identity: 'Stage', members: null });
    expect(names(room!.presenters)).toEqual(['Ann', 'Cid']);
  });

  it('go with the member behind them even while the wall keeps them out', async () => {
    await setGeneral({ deniedMembers: { add: ['Ann'] } });
    const { room, warnings } = await setRoom({ identity: 'Stage', members: { remove: ['Team'] } });
    expect(names(room!.presenters)).toEqual(['Cid']);
    expect(warnings).toHaveLength(1);
  });

  it('stay where they are missing from the directory while the first members are listed', async () => {
    await setRoom({ identity: 'Square', type: 'AUDITORIUM', presenters: { add: ['Mia'] } });
    await organisation.sync(without('Mia'));
    const { room, warnings } = await setRoom({ identity: 'Square', members: { add: ['Team'] } });
    expect(names(room!.presenters)).toEqual(['Mia']);
    expect(warnings).toEqual([]);
  });

  it('stay where they are missing from the directory, until they are taken off', async () => {
    await organisation.sync(without('Ann'));
    const kept = await setRoom({ identity: 'Stage', members: { remove: ['Team'] } });
    expect(names(kept.room!.presenters)).toEqual(['Ann', 'Cid']);
    const { room } = await setRoom({ identity: 'Stage', presenters: { remove: ['sip:ann@litwareinc.com'] } });
    expect(names(room!.presenters)).toEqual(['Cid']);
  });
});
