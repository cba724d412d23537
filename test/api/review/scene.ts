import type { DescribedDirectory } from '../../support/described-directory';
import { type DescribedOrganisation, TestOrganisation } from '../../support/described-organisation';

/** Without those who vanish. */
const remaining: DescribedDirectory = {
  Ann: {},
  Bob: {},
  Cid: {},
  Dan: {},
  Eve: {},
  Fay: {},
  Off: { disabled: true },
  Desk: { kind: 'organizationalUnit' },
  Post: { in: 'Desk', members: ['Ann'] },
  Sales: { members: ['Bob', 'Cid'] },
  Team: { members: ['Sales', 'Dan'] },
  Staff: { members: ['Team', 'Ann', 'Off'] },
  'Ring 1': { members: ['Ring 2', 'Eve'] },
  'Ring 2': { members: ['Ring 1'] },
  Void: { members: [] },
};

/** The organisation that the tests of reviews play in. */
export const scene: DescribedOrganisation = {
  directory: { ...remaining, Gone: {} },
  pools: {
    'red.litwareinc.com': {
      categories: {
        General: {
          allowed: ['Staff', 'Sales', 'Eve', 'Ring 1', 'Ring 2', 'Fay', 'Void', 'Gone'],
          denied: ['Fay'],
          creators: ['Ann', 'Fay', 'Dan'],
          rooms: {
            Lobby: { members: ['Team', 'Bob', 'Ann', 'Fay'], managers: ['Ann'] },
            Vault: { members: ['Fay', 'Gone'], managers: ['Off'] },
            Square: { privacy: 'OPEN', members: ['Gone'], managers: ['Gone'] },
            Stage: { type: 'AUDITORIUM', members: ['Staff', 'Team'], presenters: ['Team', 'Dan'], managers: ['Ann'] },
          },
        },
        Narrow: {
          allowed: ['Sales'],
          rooms: { Corner: { members: ['Bob', 'Ann', 'Void'], managers: ['Bob', 'Dan'] } },
        },
        Tidy: { allowed: ['Staff'], rooms: { Shelf: { managers: ['Ann'] } } },
      },
    },
    'atl.litwareinc.com': {
      categories: {
        Narrow: { allowed: ['Ann', 'Staff'] },
        Stand: {
          allowed: ['Staff'],
          denied: ['Desk'],
          rooms: { Podium: { type: 'AUDITORIUM', members: ['Desk', 'Ann'], presenters: ['Post'], managers: ['Ann'] } },
        },
      },
    },
  },
};

/** Starts it, or makes everything as it is described; "Gone" has left the directory. */
export async function begin(running?: TestOrganisation): Promise<TestOrganisation> {
  const organisation = running ?? (await TestOrganisation.start(scene));
  if (running) await organisation.reset();
  await organisation.sync(remaining);
  return organisation;
}
