import { AccessImpact } from '../../../src/eligibility/access-impact';
import { SmallDirectory } from './small-directory';

const directory = new SmallDirectory({ Dan: {}, Ann: {}, Bob: {}, Cleo: {}, Eve: {} });
const set = (...names: string[]) => directory.index.reach(directory.ids(...names));
const everybody = set('Ann', 'Bob', 'Cleo', 'Dan', 'Eve');

const changes = [
  { roomId: 12, before: set('Ann', 'Bob'), after: set('Bob', 'Cleo') },
  { roomId: 7, before: set('Eve'), after: everybody },
  { roomId: 3, before: everybody, after: set() },
  { roomId: 5, before: everybody, after: everybody },
  { roomId: null, before: set(), after: set('Cleo') },
];
const named = (page: { principalId: number; roomIds: (number | null)[] }[]) =>
  page.map(({ principalId, roomIds }) => [directory.nameOf(principalId), ...roomIds]);

describe('AccessImpact', () => {
  const impact = new AccessImpact(directory.index, changes);

  it('counts users once and pairs of user and room all', () => {
    expect([impact.gained.total, impact.gained.pairCount]).toEqual([4, 6]);
    expect([impact.lost.total, impact.lost.pairCount]).toEqual([5, 6]);
  });

  it('lists users in display order, each with its rooms', () => {
    expect(named(impact.gained.first(10))).toEqual([
      ['Ann', 7],
      ['Bob', 7],
      ['Cleo', null, 7, 12],
      ['Dan', 7],
    ]);
    expect(named(impact.lost.first(2))).toEqual([
      ['Ann', 3, 12],
      ['Bob', 3],
    ]);
  });

  it('counts the rooms of a user', () => {
    expect(impact.gained.first(10).map(({ roomCount }) => roomCount)).toEqual([1, 1, 3, 1]);
  });

  it('goes on from the place of a user, in either direction', () => {
    const bob = directory.index.order.place('bob', directory.id('Bob'));
    expect(named(impact.gained.first(1, { after: bob }))).toEqual([['Cleo', null, 7, 12]]);
    expect(named(impact.gained.last(5, { before: bob }))).toEqual([['Ann', 7]]);
    expect(named(impact.gained.last(1))).toEqual([['Dan', 7]]);
  });

  it('is empty where nobody gains or loses entry', () => {
    const none = new AccessImpact(directory.index, [{ roomId: 5, before: everybody, after: everybody }]);
    expect([none.gained.total, none.gained.pairCount, none.lost.total, none.lost.pairCount]).toEqual([0, 0, 0, 0]);
    expect(none.lost.first(5)).toEqual([]);
  });

  it('has the same digest for the same users and rooms, in whatever order they come and whatever people are called', async () => {
    const digest = await impact.digestInput();
    expect(await new AccessImpact(directory.index, changes.toReversed()).digestInput()).toEqual(digest);

    const renamed = new SmallDirectory({ Xavier: {}, Ann: {}, Bob: {}, Cleo: {}, Eve: {} });
    const other = (before: string[], after: string[]) =>
      new AccessImpact(renamed.index, [
        {
          roomId: 1,
          before: renamed.index.reach(renamed.ids(...before)),
          after: renamed.index.reach(renamed.ids(...after)),
        },
      ]).digestInput();
    expect(await other(['Ann'], ['Xavier', 'Bob'])).toEqual(
      await new AccessImpact(directory.index, [
        { roomId: 1, before: set('Ann'), after: set('Dan', 'Bob') },
      ]).digestInput(),
    );
  });

  it.each([
    ['another user', [{ roomId: 12, before: set('Ann'), after: set('Dan') }]],
    ['another room', [{ roomId: 13, before: set('Ann'), after: set('Bob') }]],
    ['a user more', [{ roomId: 12, before: set('Ann'), after: set('Bob', 'Dan') }]],
    ['nothing', []],
  ])('has another digest for %s', async (_what, others) => {
    const one = new AccessImpact(directory.index, [{ roomId: 12, before: set('Ann'), after: set('Bob') }]);
    const other = new AccessImpact(directory.index, others);
    expect((await other.digestInput()).gained).not.toBe((await one.digestInput()).gained);
  });

  it('looks once at what thousands of rooms have in common', () => {
    const rooms = Array.from({ length: 33_000 }, (_, i) => ({ roomId: i, before: set(), after: everybody }));
    const shared = rooms.map((room) => ({ ...room, before: rooms[0]!.before }));
    const wide = new AccessImpact(directory.index, shared).gained;
    expect([wide.total, wide.pairCount]).toEqual([5, 165_000]);
    expect(wide.first(1)[0]!.roomCount).toBe(33_000);
    expect(wide.first(1)[0]!.roomIds).toHaveLength(33_000);
  });
});
