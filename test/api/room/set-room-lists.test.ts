import { TestOrganisation } from '../../support/described-organisation';
import {
  type ChangeAnswer,
  entry,
  listed,
  names,
  READ_ROOM,
  type RoomAnswer,
  SET_CATEGORY,
  SET_ROOM,
  sip,
  team,
} from './documents';
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

async function read(identity: string): Promise<RoomAnswer> {
  return (await organisation.data<{ room: RoomAnswer }>(READ_ROOM, { identity })).room;
}

const refusal = (input: object) => organisation.refusal(SET_ROOM, { input });

const setGeneral = (lists: object) =>
  organisation.data<{ setCategory: ChangeAnswer }>(SET_CATEGORY, {
    input: { identity: 'red.litwareinc.com\\General', ...lists },
  });

describe('a list', () => {
  it('takes entries to add and to remove, by any form of identity', async () => {
    const { room, changes, warnings } = await setRoom({
      identity: 'Lobby',
      members: { add: ['SIP:Cid@Litwareinc.com', 'cn=mia, dc=litwareinc, dc=com', 'kit'], remove: ['team'] },
    });
    expect(names(room!.members)).toEqual(['Cid', 'Kit', 'Mia']);
    expect(names(room!.managers)).toEqual(['Mia']);
    expect(changes).toEqual([listed('members', [sip('cid'), sip('mia'), { identity: 'sip:kit@contoso.com' }], [team])]);
    expect(warnings).toEqual([]);
  });

  it('is replaced by another, of which some entries may have been there before', async () => {
    const { room, changes } = await setRoom({ identity: 'Stage', members: { replace: ['Cid', 'Staff'] } });
    expect(names(room!.members)).toEqual(['Cid', 'Staff']);
    expect(changes).toEqual([listed('members', [{ identity: 'CN=Staff,DC=litwareinc,DC=com' }], [team])]);
  });

  it.each([[null], [{ replace: [] }]])('is cleared by %j', async (managers) => {
    const { room, changes } = await setRoom({ identity: 'Lobby', managers });
    expect(names(room!.managers)).toEqual([]);
    expect(names(room!.members)).toEqual(['Team']);
    expect(changes).toEqual([listed('managers', [], [sip('mia')])]);
  });

  it('takes an entry once, however often it is named', async () => {
    const { room, changes } = await setRoom({
      identity: 'Lobby',
      members: { add: ['Cid', 'cid', 'sip:cid@litwareinc.com'] },
    });
    expect(names(room!.members)).toEqual(['Cid', 'Team']);
    expect(changes).toEqual([listed('members', [sip('cid')], [])]);
  });

  it('tells of entries to remove that were not on it', async () => {
    const { changes, warnings } = await setRoom({ identity: 'Lobby', managers: { add: ['Ann'], remove: ['Bob'] } });
    expect(changes).toEqual([listed('managers', [sip('ann')], [])]);
    expect(warnings).toEqual([{ code: 'NOT_LISTED', message: 'sip:bob@litwareinc.com was not among the managers.' }]);
  });

  it('changes together with others', async () => {
    const { room, changes } = await setRoom({
      identity: 'Stage',
      members: { add: ['Mia'] },
      managers: { add: ['Ann'] },
      presenters: { add: ['Mia'], remove: ['Cid'] },
    });
    expect(room).toMatchObject({ version: 2 });
    expect(changes).toEqual([
      listed('members', [sip('mia')], []),
      listed('managers', [sip('ann')], []),
      listed('presenters', [sip('mia')], [sip('cid')]),
    ]);
  });

  it('does not take and lose one entry at once', async () => {
    expect(
      await refusal({ identity: 'Lobby', members: { add: ['Mia', 'Cid'], remove: [sip('cid').identity] } }),
    ).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.members.remove[0]',
      message: 'sip:cid@litwareinc.com is to be both added and removed.',
    });
  });

  it.each([{ add: [] }, { remove: ['Cid'] }])('is not replaced and changed by %j at once', async (more) => {
    expect(await refusal({ identity: 'Lobby', members: { replace: ['Cid'], ...more } })).toMatchObject({
      message: 'Give "replace", or "add" and "remove", not both.',
      code: 'BAD_USER_INPUT',
      parameter: 'input.members.replace',
    });
  });

  it('takes groups, contacts, organizational units, and people who may not enter', async () => {
    const { room } = await setRoom({ identity: 'Lobby', members: { add: ['Staff', 'Kit', 'Mute', 'Off'] } });
    expect(names(room!.members)).toEqual(['Kit', 'Mute', 'Off', 'Staff', 'Team']);
    const bench = await setRoom({ identity: 'Bench', members: { add: ['Lab'] } });
    expect(names(bench.room!.members)).toEqual(['Ann', 'Eve', 'Lab']);
    expect(entry(bench)).toEqual({ gained: [], lost: [] });
  });
});

describe.each(['members', 'managers', 'presenters'])('an entry of the %s', (path) => {
  it.each(['add', 'replace'])('to %s is refused where nobody allowed reaches it', async (operation) => {
    expect(await refusal({ identity: 'Stage', [path]: { [operation]: ['Ann', 'Dan', 'Lab'] } })).toEqual({
      message:
        'sip:dan@litwareinc.com is outside the wall of the category General: none of the allowed members reaches it.',
      code: 'NOT_ELIGIBLE',
      parameter: `input.${path}.${operation}[1]`,
      entry: 'sip:dan@litwareinc.com',
      reason: 'NOT_ALLOWED',
      deniedBy: [],
      cmdlet: 'Set-CsPersistentChatRoom',
    });
  });

  it('is refused where it is denied, with the entries that deny it', async () => {
    await setGeneral({ deniedMembers: { add: ['Team', 'Bob', 'Cid'] } });
    expect(await refusal({ identity: 'Stage', [path]: { add: ['Mia', 'Bob'] } })).toMatchObject({
      message:
        'sip:bob@litwareinc.com is outside the wall of the category General: ' +
        'it is denied by sip:bob@litwareinc.com, CN=Team,DC=litwareinc,DC=com.',
      code: 'NOT_ELIGIBLE',
      parameter: `input.${path}.add[1]`,
      reason: 'DENIED',
      deniedBy: ['sip:bob@litwareinc.com', 'CN=Team,DC=litwareinc,DC=com'],
    });
  });

  it('is refused where it is missing from the directory', async () => {
    await organisation.sync(without('Mia'));
    expect(await refusal({ identity: 'Stage', [path]: { add: ['Mia'] } })).toMatchObject({
      message: 'sip:mia@litwareinc.com is outside the wall of the category General: it is missing from the directory.',
      code: 'NOT_ELIGIBLE',
      parameter: `input.${path}.add[0]`,
      reason: 'MISSING',
    });
  });

  it.each([
    ['add', 'Nobody', 'NOT_FOUND', '"Nobody" names no principal of the directory.'],
    [
      'remove',
      'sip:nobody@litwareinc.com',
      'NOT_FOUND',
      '"sip:nobody@litwareinc.com" names no principal of the directory.',
    ],
    [
      'replace',
      'Ann*',
      'BAD_USER_INPUT',
      '"Ann*" has a wildcard, which is accepted only where several principals are meant.',
    ],
    ['remove', '*', 'BAD_USER_INPUT', '"*" has a wildcard, which is accepted only where several principals are meant.'],
    ['add', '', 'BAD_USER_INPUT', 'An identity is empty.'],
  ])('to %s is refused where it is %j', async (operation, identity, code, message) => {
    expect(await refusal({ identity: 'Stage', [path]: { [operation]: ['Ann', 'Cid', identity] } })).toMatchObject({
      message,
      code,
      parameter: `input.${path}.${operation}[2]`,
    });
  });

  it('is refused where it may be several principals, with the candidates', async () => {
    const twin = (n: number) => ({
      identity: `CN=Twin ${n},DC=litwareinc,DC=com`,
      displayName: 'Twin',
      kind: 'USER',
      sipAddress: `sip:twin ${n}@litwareinc.com`,
    });
    expect(await refusal({ identity: 'Stage', [path]: { add: ['Ann'], remove: ['twin'] } })).toMatchObject({
      message: '"twin" names 2 principals; a SIP address or distinguished name tells them apart.',
      code: 'AMBIGUOUS_IDENTITY',
      parameter: `input.${path}.remove[0]`,
      candidates: [
        { ...twin(1), id: expect.any(String) },
        { ...twin(2), id: expect.any(String) },
      ],
    });
  });
});

describe('entries that a narrower wall cut off', () => {
  const enterable = async (name: string) => {
    const query =
      'query ($name: String) { principal(identity: $name) { enterableRooms { nodes { name } } managedRooms { nodes { name } } } }';
    const { principal } = await organisation.data<{ principal: Record<string, { nodes: { name: string }[] }> }>(query, {
      name,
    });
    return Object.values(principal).map(({ nodes }) => nodes.map((room) => room.name));
  };

  it('stay listed without effect, and count again when it widens', async () => {
    expect(await enterable('Ann')).toEqual([['Bench', 'Floor', 'Lobby', 'Square', 'Stage'], []]);
    expect(await enterable('Mia')).toEqual([['Floor', 'Square'], ['Lobby']]);
    await setGeneral({ deniedMembers: { add: ['Team', 'Mia'] } });
    expect(await enterable('Ann')).toEqual([['Bench', 'Floor'], []]);
    expect(await enterable('Mia')).toEqual([['Floor'], []]);
    const { members, managers } = await read('Lobby');
    expect([names(members), names(managers)]).toEqual([['Team'], ['Mia']]);
    await setGeneral({ deniedMembers: null });
    expect(await enterable('Ann')).toEqual([['Bench', 'Floor', 'Lobby', 'Square', 'Stage'], []]);
    expect(await enterable('Mia')).toEqual([['Floor', 'Square'], ['Lobby']]);
  });

  it('stay when the room changes otherwise, even where they are named again', async () => {
    await setGeneral({ deniedMembers: { add: ['Team'] } });
    const { room } = await setRoom({ identity: 'Lobby', description: 'Quiet', members: { add: ['Team', 'Cid'] } });
    expect(names(room!.members)).toEqual(['Cid', 'Team']);
    const replaced = await setRoom({ identity: 'Lobby', members: { replace: ['Team'] } });
    expect(names(replaced.room!.members)).toEqual(['Team']);
  });

  it('are not taken back once they are gone', async () => {
    await setGeneral({ deniedMembers: { add: ['Team'] } });
    await setRoom({ identity: 'Lobby', members: { replace: ['Cid'] } });
    expect(await refusal({ identity: 'Lobby', members: { add: ['Team'] } })).toMatchObject({
      code: 'NOT_ELIGIBLE',
      reason: 'DENIED',
    });
  });

  it('keep presenters on the list whom the members still include', async () => {
    await setGeneral({ deniedMembers: { add: ['Ann'] } });
    const { room, warnings } = await setRoom({ identity: 'Stage', description: 'Dark' });
    expect(names(room!.presenters)).toEqual(['Ann', 'Cid']);
    expect(warnings).toEqual([]);
  });
});
