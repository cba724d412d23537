import type { DescribedOrganisation } from '../../support/described-organisation';

/** An organisation in which every reason for access, and against it, is met by somebody. */
export const scene: DescribedOrganisation = {
  directory: {
    Lab: { kind: 'organizationalUnit' },
    'Lab Desk': { kind: 'organizationalUnit', in: 'Lab' },
    Eve: { in: 'Lab Desk' },
    Fay: { in: 'Lab Desk' },
    Ann: {},
    Bob: { site: 'Redmond' },
    Cid: {},
    Dan: {},
    Mia: {},
    Gone: {},
    Mute: { sip: null },
    Off: { disabled: true },
    Kit: { kind: 'contact', sip: 'sip:kit@contoso.com' },
    'Twin 1': { displayName: 'Twin' },
    'Twin 2': { displayName: 'Twin' },
    Team: { members: ['Ann', 'Bob'] },
    Desk: { members: ['Team', 'Cid'] },
    Staff: { members: ['Desk', 'Mia', 'Mute', 'Off', 'Kit', 'Gone'] },
    Banned: { members: ['Fay'] },
    'Science Banned': { members: ['Banned'] },
  },
  policies: {
    global: { enables: true },
    'site:Redmond': { enables: true },
    Never: { grantedTo: ['Cid'] },
  },
  pools: {
    'red.litwareinc.com': {
      categories: {
        General: {
          allowed: ['Staff', 'Team'],
          creators: ['Team'],
          rooms: {
            Lobby: { members: ['Team'], managers: ['Mia'] },
            Stage: { type: 'AUDITORIUM', presenters: ['Ann'] },
            Square: { privacy: 'OPEN', members: ['Team'] },
            Vault: { privacy: 'SECRET', members: ['Ann'], managers: ['Mia'] },
            Attic: { disabled: true, managers: ['Mia'] },
          },
        },
        Science: {
          allowed: ['Lab', 'Mia'],
          denied: ['Fay', 'Science Banned'],
          rooms: { Bench: { members: ['Lab'] } },
        },
      },
    },
    'atl.litwareinc.com': { categories: { Trading: { allowed: ['Staff'], rooms: { Lobby: {} } } } },
  },
};
