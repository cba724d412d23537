import fc from 'fast-check';

import { rowsOf } from '../../../src/database/rows';
import { sql } from '../../../src/database/sql';
import { TestOrganisation } from '../../support/described-organisation';
import { scene } from './scene';

/** A mutation with its input; `undoes` says which of those before it `revert` undoes, going round. */
type Change = [mutation: string, input: object, undoes?: number];

const room = fc.constantFrom('Lobby', 'Stage', 'Square', 'Bench', 'Floor', 'Porch');
const members = fc.oneof(
  fc.constant(null),
  fc.subarray(['Ann', 'Mia', 'Team', 'Cid', 'Eve']).map((replace) => ({ replace })),
  fc.constantFrom('Ann', 'Mia', 'Team').map((name) => ({ add: [name] })),
  fc.constantFrom('Ann', 'Mia', 'Team').map((name) => ({ remove: [name] })),
);
const rooms = { onError: 'CONTINUE', where: {} };
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(room, members).map(([identity, given]) => set({ identity, members: given })) },
  members.map((given): Change => ['setRooms', { ...rooms, members: given, force: true }]),
  fc
    .tuple(room, fc.constantFrom('red.litwareinc.com\\General', 'Science'))
    .map(([identity, category]) => set({ identity, category })),
  fc.constant<Change>(['newRoom', { name: 'Porch', category: 'Science' }]),
  room.map((identity): Change => ['removeRoom', { identity }]),
  fc.constant<Change>(['removeRooms', rooms]),
  fc.constant<Change>(['removeAccessEntries', { ...rooms, pool: 'red.litwareinc.com', force: true }]),
  fc
    .subarray(['Ann', 'Eve', 'Mia'])
    .map((replace): Change => ['setCategory', { identity: 'Science', deniedMembers: { replace } }]),
  { weight: 3, arbitrary: fc.nat({ max: 7 }).map(undo) },
);

function set(input: object): Change {
  return ['setRoom', { ...input, force: true }];
}

function undo(undoes: number): Change {
  return ['revert', { onError: 'CONTINUE', force: true }, undoes];
}

/** A room comes back, but none of its members may. */
const returning: Change[] = [
  ['removeRoom', { identity: 'Bench' }],
  ['setCategory', { identity: 'Science', allowedMembers: { replace: ['Mia'] } }],
  undo(0),
];

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});

/** @returns the operation, null where it did nothing or was refused */
async function make([mutation, input]: Change): Promise<string | null> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { made: ${mutation}(input: $input) { operationId } }`;
  const { data, errors = [] } = await organisation.ask<{ made: { operationId: string } | null }>(document, { input });
  for (const { extensions } of errors) expect(extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
  return data?.made?.operationId ?? null;
}

it('keeps with each room whether it lists members, whatever becomes of it', () =>
  fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
      await organisation.reset();
      const operations: string[] = [];
      for (const [mutation, input, undoes = 0] of changes) {
        const operation = operations[undoes % operations.length];
        if (mutation === 'revert' && !operation) continue;
        const made = await make([mutation, mutation === 'revert' ? { ...input, operation } : input]);
        if (made) operations.push(made);
        const rows = await rowsOf(
          organisation.gateway.store.read,
          sql`SELECT name, lists_members AS kept,
              EXISTS (SELECT 1 FROM access_entries WHERE list = 'MEMBERS' AND owner_id = rooms.id) AS listed FROM rooms`,
        );
        for (const { name, kept, listed } of rows) expect([name, kept]).toEqual([name, listed]);
      }
    }),
    { numRuns: 20, examples: [[returning]] },
  ));
