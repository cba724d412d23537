import { toGlobalId } from '../../../src/graphql/node';
import { TestOrganisation } from '../../support/described-organisation';
import { scene } from './scene';

let organisation: TestOrganisation;
let ann: string;
let vault: string;
beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
  ann = toGlobalId('Principal', organisation.principalId('Ann'));
  vault = await organisation.globalId('Room', 'Vault');
});

const EXPLAIN = `query ($principal: String, $principalId: ID, $room: String, $roomId: ID) {
  explainAccess(principal: $principal, principalId: $principalId, room: $room, roomId: $roomId, action: ENTER) {
    allowed reason principal { displayName } room { name } } }`;

const EXPLAINED = { allowed: true, reason: 'MEMBER', principal: { displayName: 'Ann' }, room: { name: 'Vault' } };

it.each([
  ['ids', () => ({ principalId: ann, roomId: vault })],
  ['an id and an identity', () => ({ principalId: ann, room: 'Vault' })],
  ['an identity and an id', () => ({ principal: 'ann', roomId: vault })],
])('access is explained by %s', async (_, named) => {
  expect(await organisation.data(EXPLAIN, named())).toEqual({ explainAccess: EXPLAINED });
});

it.each([
  ['two names of the principal', () => ({ principal: 'Ann', principalId: ann, roomId: vault }), 'principal', 'Give'],
  ['no name of the principal', () => ({ roomId: vault }), 'principal', 'Say which one is meant, by'],
  ['two names of the room', () => ({ principalId: ann, room: 'Vault', roomId: vault }), 'room', 'Give'],
  ['no name of the room', () => ({ principalId: ann }), 'room', 'Say which one is meant, by'],
])('it takes one name of each, not %s', async (_, named, parameter, start) => {
  const { code, parameter: at, message } = await organisation.refusal(EXPLAIN, named());
  expect([code, at]).toEqual(['BAD_USER_INPUT', parameter]);
  expect(message).toMatch(`${start} "${parameter}" or`);
});

it.each([
  ['principalId', () => ({ principalId: vault, roomId: vault }), 'an id of the type Room, not of the type Principal.'],
  ['roomId', () => ({ principalId: ann, roomId: ann }), 'an id of the type Principal, not of the type Room.'],
])('an id of another type is refused, as %s', async (parameter, named, end) => {
  const refusal = await organisation.refusal(EXPLAIN, named());
  expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', parameter });
  expect(refusal.message).toMatch(end);
});

it.each([
  ['principalId', () => ({ principalId: toGlobalId('Principal', 99_999), roomId: vault }), 'administrator'],
  ['roomId', () => ({ principalId: ann, roomId: toGlobalId('Room', 99_999) }), 'administrator'],
  ['roomId', () => ({ principal: 'Cid', roomId: vault }), 'Cid'],
])('an id of nothing that the caller may know of is not found, as %s', async (parameter, named, as) => {
  expect(await organisation.refusal(EXPLAIN, named(), as)).toMatchObject({ code: 'NOT_FOUND', parameter });
});
