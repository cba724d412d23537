import { SmallDirectory } from './small-directory';

const directory = new SmallDirectory({ Staff: { members: ['Ann', 'Bob'] }, Ann: {}, Bob: {} });
const lists = (denied: string[]) => ({ allowed: directory.ids('Staff'), denied: directory.ids(...denied) });

describe('KeptWalls', () => {
  it('works a wall out once for the same lists, and apart for others', () => {
    const { walls } = directory.index;
    expect(walls.of(lists(['Bob']))).toBe(walls.of(lists(['Bob'])));
    expect(directory.namesOf(walls.of(lists(['Bob'])).principals)).toEqual(['Ann', 'Staff']);
    expect(directory.namesOf(walls.of(lists([])).principals)).toEqual(['Ann', 'Bob', 'Staff']);
    expect(walls.of({ allowed: [], denied: directory.ids('Staff') }).principals.size).toBe(0);
  });

  it('keeps those that were asked for last, as many as their sets have room in 8 MB', () => {
    const wide = new SmallDirectory(
      Object.fromEntries(Array.from({ length: 1_200_000 >>> 6 }, (_, i) => [`U${i}`, {}])),
    ).index;
    const most = Math.floor((8 * 1024 * 1024 * 8) / wide.size);
    const wall = (id: number) => wide.walls.of({ allowed: [id], denied: [] });
    const first = wall(100);
    const second = wall(101);
    for (let id = 102; id < 100 + most; id++) wall(id);
    expect(wall(100)).toBe(first);
    wall(100 + most);
    expect(wall(100)).toBe(first);
    expect(wall(101)).not.toBe(second);
  });
});
