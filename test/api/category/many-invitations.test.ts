import type { DescribedDirectory } from '../../support/described-directory';
import { type DescribedCategory, TestOrganisation } from '../../support/described-organisation';

const USERS = Array.from({ length: 1_000 }, (_, i) => `User ${i}`);
const ROOMS = Array.from({ length: 1_000 }, (_, i) => `Room ${i}`);
const half = (part: number): DescribedCategory => ({
  invitations: true,
  rooms: Object.fromEntries(ROOMS.filter((_, i) => i % 2 === part).map((name) => [name, {}])),
});
const people: DescribedDirectory = {
  ...Object.fromEntries(USERS.map((name, i) => [name, { sip: `sip:user${i}@litwareinc.com` }])),
  Crowd: { members: USERS },
  Guest: {},
};
const NOBODY_INVITED = {
  code: 'NOBODY_INVITED',
  message: 'Nobody is invited: 1001 users would be to 1000 rooms, in more than 1,000,000 invitations together.',
};

let organisation: TestOrganisation;

beforeAll(async () => {
  organisation = await TestOrganisation.start({
    directory: people,
    pools: {
      'red.litwareinc.com': {
        categories: {
          Even: half(0),
          Odd: half(1),
          Empty: { invitations: true },
          Club: { invitations: true, allowed: ['Crowd', 'Guest'] },
        },
      },
    },
  });
});
beforeEach(() => organisation.reset());

interface Answer {
  invitedCount: number;
  warnings: object[];
}
const set = async (mutation: string, input: object): Promise<Answer> => {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { set: ${mutation}(input: $input) { invitedCount warnings { code message } } }`;
  return (await organisation.data<{ set: Answer }>(document, { input })).set;
};
const stored = async () => {
  const { invitations } = await organisation.stored();
  return { rooms: invitations!.length, entries: new Set(invitations!.map(({ audit_entry_id: id }) => id)).size };
};

it('invites a thousand users to a thousand rooms, by the entries of both their categories', async () => {
  const answer = await set('setCategories', { where: {}, allowedMembers: { add: ['Crowd'] } });
  expect(answer).toEqual({ invitedCount: 1_000, warnings: [] });
  expect(await stored()).toEqual({ rooms: 1_000, entries: 2 });
});

it('invites nobody where there would be more than a million invitations, and says so', async () => {
  const answer = await set('setCategories', { where: {}, allowedMembers: { add: ['Crowd', 'Guest'] } });
  expect(answer).toEqual({ invitedCount: 0, warnings: [NOBODY_INVITED] });
  expect(await stored()).toEqual({ rooms: 0, entries: 0 });
});

it('keeps to the same limit for one category', async () => {
  await organisation.data(
    'mutation { setRooms(input: { where: { category: { name: { eq: "Odd" } } }, category: "Even" }) { succeeded } }',
  );
  const answer = await set('setCategory', { identity: 'Even', allowedMembers: { add: ['Crowd', 'Guest'] } });
  expect(answer).toEqual({ invitedCount: 0, warnings: [NOBODY_INVITED] });
  expect(await stored()).toEqual({ rooms: 0, entries: 0 });
});

describe('a change of many rooms', () => {
  it('invites a thousand users to a thousand rooms, each by an entry of its own', async () => {
    const answer = await set('setRooms', { where: {}, category: 'Club', members: { add: ['Crowd'] } });
    expect(answer).toEqual({ invitedCount: 1_000, warnings: [] });
    expect(await stored()).toEqual({ rooms: 1_000, entries: 1_000 });
  });

  it('keeps to the same limit', async () => {
    const answer = await set('setRooms', { where: {}, category: 'Club' });
    expect(answer).toEqual({ invitedCount: 0, warnings: [NOBODY_INVITED] });
    expect(await stored()).toEqual({ rooms: 0, entries: 0 });
  });
});
