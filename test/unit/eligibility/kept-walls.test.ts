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

  it('keeps those that were asked for last, as many as have room in 24 MB with all their sets and lists', () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `U${i}`);
    const wide = new SmallDirectory(Object.fromEntries(names.map((name) => [name, {}]))).index;
    const bytes = wide.size / 2 + 3 * '1000 '.length;
    const most = Math.floor((24 * 1024 * 1024) / bytes);
    const wall = (id: number) => wide.walls.of({ allowed: [id], denied: [] });
    const first = wall(1_000);
    const second = wall(1_001);
    for (let id = 1_002; id < 1_000 + most; id++) wall(id);
    expect(wall(1_000)).toBe(first);
    expect(wide.walls.bytes).toBe(most * bytes);
    wall(1_000 + most);
    expect(wide.walls.bytes).toBe(most * bytes);
    expect(wall(1_000)).toBe(first);
    expect(wall(1_001)).not.toBe(second);
  });

  it('keeps none that is larger than all the room', () => {
    const { walls } = directory.index;
    const huge = { allowed: Array.from({ length: 2_000_000 }, () => 1_000), denied: [] };
    expect(walls.of(huge)).not.toBe(walls.of(huge));
    expect(walls.bytes).toBe(0);
  });

  it('forgets all of them where it is told so', () => {
    const { walls } = directory.index;
    const wall = walls.of(lists([]));
    walls.clear();
    expect(walls.bytes).toBe(0);
    expect(walls.of(lists([]))).not.toBe(wall);
  });
});
