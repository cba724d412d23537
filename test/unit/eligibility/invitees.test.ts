import { Invitees } from '../../../src/eligibility/invitees';
import { PrincipalSet } from '../../../src/eligibility/principal-set';

const UNIVERSE = 1_100;
const set = (...ordinals: number[]) => PrincipalSet.of(UNIVERSE, ordinals);
const firstOf = (count: number) => set(...Array.from({ length: count }, (_, i) => i));
const rooms = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const invitees = () => new Invitees(UNIVERSE, (ordinal) => ordinal + 10_000);

it('tells who is new to each room, by room', () => {
  const found = invitees();
  found.add([7], set(1, 2), set(2, 3));
  found.add([2, 5], set(), set(1, 3));
  expect(found.all()).toEqual({
    figures: { users: 2, rooms: 3, pairs: 5 },
    rooms: [
      { roomId: 2, principalIds: [10_001, 10_003] },
      { roomId: 5, principalIds: [10_001, 10_003] },
      { roomId: 7, principalIds: [10_003] },
    ],
  });
});

it('leaves out rooms with nobody new', () => {
  const found = invitees();
  found.add([1], set(1, 2), set(2));
  found.add([], set(), set(1));
  expect(found.all()).toEqual({ figures: { users: 0, rooms: 0, pairs: 0 }, rooms: [] });
});

it('takes a million pairs', () => {
  const found = invitees();
  found.add(rooms(1_000), set(), firstOf(1_000));
  expect(found.all().rooms).toHaveLength(1_000);
});

it('lets go of more, at once or little by little, but goes on counting', () => {
  const atOnce = invitees();
  atOnce.add(rooms(1_000), set(), firstOf(1_001));
  expect(atOnce.all()).toEqual({ figures: { users: 1_001, rooms: 1_000, pairs: 1_001_000 }, rooms: null });

  const littleByLittle = invitees();
  littleByLittle.add(rooms(1_000), set(), firstOf(1_000));
  littleByLittle.add([1_001], set(), set(1_050));
  littleByLittle.add([1_002], set(), set(1_050));
  expect(littleByLittle.all()).toEqual({ figures: { users: 1_001, rooms: 1_002, pairs: 1_000_002 }, rooms: null });
});
