import { AccessAction } from '../../../src/eligibility/access-action';
import { TestOrganisation } from '../../support/described-organisation';
import { scene } from './scene';

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});

const ACTIONS = Object.values(AccessAction);
const WHO_CAN = `{ rooms { nodes { id ${ACTIONS.map(
  (action) => `${action}: whoCan(action: ${action}) { nodes { id } }`,
).join(' ')} } } }`;
const CAN = `{ principals { nodes { id ${ACTIONS.map(
  (action) => `${action}: can(action: ${action}) { nodes { id } }`,
).join(' ')} } } }`;

type Related = Record<AccessAction, { nodes: { id: string }[] } | null>;
type Answer<F extends string> = Record<F, { nodes: (Related & { id: string })[] }>;

/** What somebody is told of others, a line for each principal, action and room. */
async function toldOfRooms(as: string, self: string | null): Promise<string[]> {
  const { data } = await organisation.ask<Answer<'rooms'>>(WHO_CAN, {}, as);
  const told = data!.rooms.nodes.flatMap((room) =>
    ACTIONS.flatMap((action) => room[action]?.nodes.map(({ id }) => `${id} ${action} ${room.id}`) ?? []),
  );
  return told.filter((line) => !line.startsWith(`${self} `)).sort();
}

async function toldOfPrincipals(as: string, self: string | null): Promise<string[]> {
  const { principals } = await organisation.data<Answer<'principals'>>(CAN, {}, as);
  return principals.nodes
    .filter(({ id }) => id !== self)
    .flatMap((principal) =>
      ACTIONS.flatMap((action) => principal[action]!.nodes.map((room) => `${principal.id} ${action} ${room.id}`)),
    )
    .sort();
}

it.each([
  ['administrator', true],
  ['viewer', true],
  ['Mia', true],
  ['Ann', true],
  ['Bob', true],
  ['Cid', false],
  ['Eve', false],
  ['Fay', false],
])('the %s is told the same of others from the side of rooms and from that of principals', async (as, isTold) => {
  const { viewer } = await organisation.data<{ viewer: { principal: { id: string } | null } }>(
    '{ viewer { principal { id } } }',
    {},
    as,
  );
  const self = viewer.principal?.id ?? null;
  const told = await toldOfPrincipals(as, self);
  expect(told).toEqual(await toldOfRooms(as, self));
  expect(told.length > 0).toBe(isTold);
});
