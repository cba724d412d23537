import type { DescribedOrganisation } from '../../support/described-organisation';

/** The organisation that the tests of categories play in. */
export const scene: DescribedOrganisation = {
  directory: {
    Lab: { kind: 'organizationalUnit' },
    Eve: { in: 'Lab' },
    Fay: { in: 'Lab' },
    Ann: {},
    Bob: {},
    Cid: {},
    Dan: {},
    Mute: { sip: null },
    Off: { disabled: true },
    Kit: { kind: 'contact', sip: 'sip:kit@contoso.com' },
    'Twin 1': { displayName: 'Twin' },
    'Twin 2': { displayName: 'Twin' },
    Team: { members: ['Ann', 'Bob'] },
    Staff: { members: ['Team', 'Cid', 'Mute', 'Off', 'Kit'] },
  },
  pools: {
    'red.litwareinc.com': {
      categories: {
        General: {
          description: 'Whatever has no other place',
          allowed: ['Staff'],
          creators: ['Team'],
          rooms: {
            Lobby: { members: ['Team', 'Cid'], managers: ['Cid'] },
            Square: { privacy: 'OPEN', members: ['Ann'] },
            Stage: { type: 'AUDITORIUM', presenters: ['Team', 'Cid'] },
            Shut: { disabled: true },
          },
        },
        Science: {
          allowed: ['Lab', 'Ann'],
          denied: ['Fay'],
          invitations: true,
          rooms: { Bench: { members: ['Eve', 'Ann'] }, Quiet: { invitations: 'FALSE' }, Notes: {} },
        },
        Spare: { allowed: ['Staff', 'Dan'], denied: ['Team'], creators: ['Dan'] },
      },
    },
    'atl.litwareinc.com': { categories: { general: {} } },
  },
};
