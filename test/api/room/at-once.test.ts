import { AuditEntry } from '../../../src/changes/audit-entry.entity';
import { AccessEntry } from '../../../src/eligibility/access-entry.entity';
import { Category } from '../../../src/features/category/category.entity';
import { Room } from '../../../src/features/room/room.entity';
import type { Answer } from '../../support/gateway';
import { TestOrganisation } from '../../support/described-organisation';
import {
  type ChangeAnswer,
  names,
  NEW_ROOM,
  READ_ROOM,
  REMOVE_ROOM,
  type RoomAnswer,
  SET_CATEGORY,
  SET_ROOM,
} from './documents';
import { scene } from './scene';

const ROUNDS = 10;

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});
beforeEach(() => organisation.reset());

const GENERAL = 'red.litwareinc.com\\General';

/** Sends a mutation; gives its code where it is refused, else its answer. */
async function send(document: string, input: object, as?: string): Promise<ChangeAnswer | string> {
  const { data, errors }: Answer<Record<string, ChangeAnswer>> = await organisation.ask(document, { input }, as);
  return errors ? errors.map(({ extensions }) => extensions.code).join() : Object.values(data!)[0]!;
}

const setRoom = (input: object, as?: string) => send(SET_ROOM, input, as);
const setCategory = (input: object) => send(SET_CATEGORY, input);

/** Lets things happen at once, again and again, each time in the organisation as it was. */
async function inRounds(round: (n: number) => Promise<void>): Promise<void> {
  for (let n = 0; n < ROUNDS; n++) {
    await organisation.reset();
    await round(n);
  }
}

/** The operations in the order of their commits. */
async function committed(): Promise<string[]> {
  const entries = await organisation.gateway.store.read.find(AuditEntry, { order: { id: 'ASC' } });
  return entries.map(({ operation }) => operation);
}

async function members(identity: string): Promise<string[]> {
  const { room } = await organisation.data<{ room: RoomAnswer }>(READ_ROOM, { identity });
  return names(room.members);
}

const made = (answer: ChangeAnswer | string): answer is ChangeAnswer => typeof answer !== 'string';
const warned = (answer: ChangeAnswer) => answer.warnings.map(({ message }) => message).join(' ');

describe('changes of one room', () => {
  it('all take effect, one after the other', async () => {
    const people = ['Ann', 'Bob', 'Cid', 'Mia', 'Kit', 'Mute', 'Off', 'Staff'];
    const answers = await Promise.all(people.map((name) => setRoom({ identity: 'Lobby', members: { add: [name] } })));
    const versions = answers.map((answer) => made(answer) && answer.changes[0]!.added!.length);
    expect(versions).toEqual(people.map(() => 1));
    expect(await members('Lobby')).toEqual([...people, 'Team'].sort());
    expect(await organisation.gateway.store.read.findOneBy(Room, { name: 'Lobby' })).toMatchObject({ version: 9 });
    const entries = await organisation.gateway.store.read.find(AuditEntry, { order: { id: 'ASC' } });
    const first = entries[0]!.id;
    expect(entries.map(({ id }) => id)).toEqual(people.map((_name, i) => first + i));
  });

  it('are refused but for one where all expect the same version', async () => {
    const answers = await Promise.all(
      ['Cid', 'Mia', 'Kit'].map((name) => setRoom({ identity: 'Lobby', expectedVersion: 1, members: { add: [name] } })),
    );
    expect(answers.filter((answer) => answer === 'CONFLICT')).toHaveLength(2);
    expect(answers.filter(made)).toHaveLength(1);
    expect(await members('Lobby')).toHaveLength(2);
    expect(await committed()).toEqual(['setRoom']);
  });

  it('see each other: of two that each take off one of the last two members one is refused', async () => {
    await setRoom({ identity: 'Lobby', members: { replace: ['Cid', 'Mia'] } });
    const answers = await Promise.all(
      ['Cid', 'Mia'].map((name) => setRoom({ identity: 'Lobby', members: { remove: [name] } })),
    );
    expect(answers.filter((answer) => answer === 'BAD_USER_INPUT')).toHaveLength(1);
    expect(await members('Lobby')).toHaveLength(1);
  });

  it('come before its removal, or find it gone, and leave no entries behind', async () => {
    await inRounds(async () => {
      const id = await organisation.globalId('Room', 'Lobby');
      const [set, removed] = await Promise.all([setRoom({ id, members: { add: ['Cid'] } }), send(REMOVE_ROOM, { id })]);
      expect(made(removed)).toBe(true);
      expect(await committed()).toEqual(made(set) ? ['setRoom', 'removeRoom'] : ['removeRoom']);
      expect(made(set) || set).toBe(made(set) ? true : 'NOT_FOUND');
      const left = await organisation.gateway.store.read.find(AccessEntry);
      expect(left.filter(({ list, ownerId }) => ownerId === 1 && /MEMBERS|MANAGERS/.test(list))).toEqual([]);
    });
  });
});

describe('rooms', () => {
  it('that take one name at once get it once', async () => {
    await inRounds(async () => {
      const answers = await Promise.all(
        ['Lobby', 'Stage', 'Square'].map((identity) => setRoom({ identity, name: 'Forum' })),
      );
      expect(answers.filter(made)).toHaveLength(1);
      expect(answers.filter((answer) => answer === 'ALREADY_EXISTS')).toHaveLength(2);
      expect(await committed()).toEqual(['setRoom']);
    });
  });

  it('that exchange their names end well', async () => {
    await inRounds(async () => {
      const answers = await Promise.all([
        setRoom({ identity: 'Lobby', name: 'Stage' }),
        setRoom({ identity: 'Stage', name: 'Lobby' }),
      ]);
      expect(answers).toEqual(['ALREADY_EXISTS', 'ALREADY_EXISTS']);
    });
  });
});

describe('a narrower wall', () => {
  it('either refuses a member who is added at the same time, or reports it as cut off', async () => {
    await inRounds(async () => {
      const [set, narrowed] = await Promise.all([
        setRoom({ identity: 'Lobby', members: { add: ['Cid'] } }),
        setCategory({ identity: GENERAL, deniedMembers: { add: ['Cid'] } }),
      ]);
      if (!made(narrowed)) throw new Error(narrowed);
      if (made(set)) {
        expect(await committed()).toEqual(['setRoom', 'setCategory']);
        expect(warned(narrowed)).toContain('sip:cid@litwareinc.com (member of Lobby)');
      } else {
        expect(set).toBe('NOT_ELIGIBLE');
        expect(await members('Lobby')).toEqual(['Team']);
      }
    });
  });

  it('either drops a member of a room that moves behind it at the same time, or reports it as cut off', async () => {
    await inRounds(async () => {
      const [set, narrowed] = await Promise.all([
        setRoom({ identity: 'Lobby', category: 'Science', members: { replace: ['Ann', 'Mia'] } }),
        setCategory({ identity: 'Science', deniedMembers: { add: ['Mia'] } }),
      ]);
      if (!made(narrowed)) throw new Error(narrowed);
      if (made(set)) {
        expect(await committed()).toEqual(['setRoom', 'setCategory']);
        expect(warned(narrowed)).toContain('sip:mia@litwareinc.com (member of Lobby)');
      } else {
        expect(set).toBe('NOT_ELIGIBLE');
      }
    });
  });

  it('either makes no manager of a creator whom it keeps out at the same time, or reports it as cut off', async () => {
    await inRounds(async () => {
      const [room, narrowed] = await Promise.all([
        send(NEW_ROOM, { name: 'Attic', category: GENERAL }, 'Bob'),
        setCategory({ identity: GENERAL, deniedMembers: { add: ['Bob'] } }),
      ]);
      if (!made(narrowed)) throw new Error(narrowed);
      if (made(room)) {
        expect(await committed()).toEqual(['newRoom', 'setCategory']);
        expect(warned(narrowed)).toContain('sip:bob@litwareinc.com (manager of Attic)');
      } else {
        expect(['NOT_FOUND', 'FORBIDDEN']).toContain(room);
      }
    });
  });
});

describe('who may no longer', () => {
  it('makes no room once it is a creator no more', async () => {
    await inRounds(async () => {
      const [room, set] = await Promise.all([
        send(NEW_ROOM, { name: 'Attic', category: GENERAL }, 'Bob'),
        setCategory({ identity: GENERAL, creators: null }),
      ]);
      expect(made(set)).toBe(true);
      expect(made(room) || room).toBe(made(room) ? true : 'FORBIDDEN');
      expect(await committed()).toEqual(made(room) ? ['newRoom', 'setCategory'] : ['setCategory']);
    });
  });

  it('changes no room once it is a manager no more', async () => {
    await inRounds(async () => {
      const [mine, theirs] = await Promise.all([
        setRoom({ identity: 'Lobby', description: 'Mine' }, 'Mia'),
        setRoom({ identity: 'Lobby', managers: null }),
      ]);
      expect(made(theirs)).toBe(true);
      expect(made(mine) || mine).toBe(made(mine) ? true : 'FORBIDDEN');
      const entries = await organisation.gateway.store.read.find(AuditEntry, { order: { id: 'ASC' } });
      const actors = entries.map(({ actor }) => actor);
      expect(actors).toEqual(made(mine) ? ['sip:mia@litwareinc.com', 'Test administrator'] : ['Test administrator']);
    });
  });
});

describe('a category that is removed', () => {
  beforeEach(() => organisation.reset());

  it.each([
    ['a room is made in it', (n: number) => send(NEW_ROOM, { name: `Attic ${n}`, category: 'Trading' })],
    ['a room moves into it', () => setRoom({ identity: 'Hall', category: 'Trading' })],
  ])('while %s is in use, or is not found', async (_what, enter) => {
    await inRounds(async (n) => {
      await send(REMOVE_ROOM, { identity: 'Floor' });
      await send(NEW_ROOM, { name: 'Hall', category: 'atl.litwareinc.com\\General' });
      const remove =
        'mutation ($input: RemoveCategoryInput!) { removeCategory(input: $input) { warnings { message } } }';
      const [entered, removed] = await Promise.all([enter(n), send(remove, { identity: 'Trading' })]);
      const category = await organisation.gateway.store.read.findOneBy(Category, { name: 'Trading' });
      if (made(entered)) {
        expect(removed).toBe('IN_USE');
        expect(category).not.toBeNull();
      } else {
        expect(entered).toBe('NOT_FOUND');
        expect(made(removed)).toBe(true);
        expect(category).toBeNull();
      }
    });
  });
});

it('ends well where rooms move crosswise between categories that change', async () => {
  await inRounds(async () => {
    const answers = await Promise.all([
      setRoom({ identity: 'Square', category: 'Science' }),
      setRoom({ identity: 'Bench', category: 'General', force: true }),
      setCategory({ identity: 'Science', allowedMembers: { add: ['Cid'] }, description: 'Wider' }),
      setCategory({ identity: GENERAL, allowedMembers: { add: ['Eve'] }, description: 'Wider' }),
      setRoom({ identity: 'Square', description: 'Crossing' }),
      setRoom({ identity: 'Bench', addin: 'Wiki' }),
    ]);
    expect(answers.filter((answer) => !made(answer))).toEqual([]);
    expect((await committed()).sort()).toEqual([
      'setCategory',
      'setCategory',
      'setRoom',
      'setRoom',
      'setRoom',
      'setRoom',
    ]);
    const [square, bench] = await Promise.all(
      ['Square', 'Bench'].map((name) => organisation.gateway.store.read.findOneByOrFail(Room, { name })),
    );
    expect([square!.categoryId, bench!.categoryId]).toEqual([2, 1]);
    expect([square!.version, bench!.version]).toEqual([3, 3]);
  });
});

it('ends well where an add-in is removed while rooms take it', async () => {
  const remove = 'mutation ($input: RemoveAddinInput!) { removeAddin(input: $input) { warnings { message } } }';
  await inRounds(async () => {
    await setRoom({ identity: 'Square', addin: 'Wiki' });
    const [removed, ...set] = await Promise.all([
      send(remove, { identity: 'Wiki', force: true }),
      ...['Lobby', 'Square', 'Bench'].map((identity) => setRoom({ identity, addin: 'Wiki', description: 'With it' })),
    ]);
    expect(made(removed)).toBe(true);
    for (const answer of set) expect(made(answer) || answer).toBe(made(answer) ? true : 'NOT_FOUND');
    const rooms = await organisation.gateway.store.read.find(Room);
    expect(rooms.map(({ addinId }) => addinId).filter((addinId) => addinId !== null)).toEqual([]);
  });
});

describe('requests with one idempotency key', () => {
  it('get one answer and have one effect', async () => {
    const input = { identity: 'Lobby', members: { add: ['Cid'] }, idempotencyKey: 'once' };
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => setRoom(input)));
    expect(made(answers[0]!)).toBe(true);
    expect(answers).toEqual(answers.map(() => answers[0]));
    expect(await committed()).toEqual(['setRoom']);
  });

  it('are refused but for one where they ask for different things', async () => {
    const answers = await Promise.all(
      ['Cid', 'Mia'].map((name) => setRoom({ identity: 'Lobby', members: { add: [name] }, idempotencyKey: 'once' })),
    );
    expect(answers.filter((answer) => answer === 'BAD_USER_INPUT')).toHaveLength(1);
    expect(await committed()).toEqual(['setRoom']);
  });
});
