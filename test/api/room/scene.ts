import type { DescribedDirectory } from '../../support/described-directory';
import type { DescribedOrganisation } from '../../support/described-organisation';

/** The organisation that the tests of rooms play in. */
export const scene: DescribedOrganisation = {
  directory: {
    Lab: { kind: 'organizationalUnit' },
    Eve: { in: 'Lab' },
    Fay: { in: 'Lab' },
    Ann: {},
    Bob: {},
    Cid: {},
    Dan: {},
    Mia: {},
    Mute: { sip: null },
    Off: { disabled: true },
    Kit: { kind: 'contact', sip: 'sip:kit@contoso.com' },
    'Twin 1': { displayName: 'Twin' },
    'Twin 2': { displayName: 'Twin' },
    Team: { members: ['Ann', 'Bob'] },
    Staff: { members: ['Team', 'Cid', 'Mia', 'Mute', 'Off', 'Kit'] },
  },
  pools: {
    'red.litwareinc.com': {
      addins: { Wiki: 'https://wiki.litwareinc.com/' },
      categories: {
        General: {
          allowed: ['Staff'],
          creators: ['Team'],
          rooms: {
            Lobby: { members: ['Team'], managers: ['Mia'] },
            Stage: { type: 'AUDITORIUM', members: ['Team', 'Cid'], presenters: ['Ann', 'Cid'] },
            Square: { privacy: 'OPEN' },
          },
        },
        Science: {
          allowed: ['Lab', 'Ann', 'Mia'],
          denied: ['Fay'],
          creators: ['Ann'],
          invitations: true,
          rooms: { Bench: { members: ['Ann', 'Eve'] } },
        },
      },
    },
    'atl.litwareinc.com': {
      addins: { Ticker: 'https://ticker.litwareinc.com/' },
      categories: { General: { allowed: ['Staff'] }, Trading: { allowed: ['Staff'], rooms: { Floor: {} } } },
    },
  },
};

/** The directory without one of its people, who is missing from then on. */
export function without(name: string): DescribedDirectory {
  const { [name]: _gone, ...directory } = structuredClone(scene.directory);
  for (const principal of Object.values(directory)) {
    principal.members = principal.members?.filter((member) => member !== name);
  }
  return directory;
}
