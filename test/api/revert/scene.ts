import type { DescribedOrganisation } from '../../support/described-organisation';

/** The organisation that the tests of undoing play in. */
export const scene: DescribedOrganisation = {
  directory: {
    Lab: { kind: 'organizationalUnit' },
    Eve: { in: 'Lab' },
    Ann: {},
    Bob: {},
    Cid: {},
    Mia: {},
    Team: { members: ['Ann', 'Bob'] },
    Staff: { members: ['Team', 'Cid', 'Mia'] },
  },
  sites: ['Dublin'],
  policies: {
    global: { enables: true },
    'site:Redmond': { enables: true, description: 'Where the pools are' },
    Quiet: { enables: false, description: 'For contractors', grantedTo: ['Bob', 'Cid'] },
    Loud: { enables: true, grantedTo: ['Mia'] },
  },
  pools: {
    'red.litwareinc.com': {
      backupDatabase: 'sql2.litwareinc.com\\rtc',
      activeServers: ['red-1.litwareinc.com', 'red-2.litwareinc.com'],
      inactiveServers: ['red-3.litwareinc.com'],
      addins: { Wiki: 'https://wiki.litwareinc.com/', Map: 'https://map.litwareinc.com/' },
      categories: {
        General: {
          allowed: ['Staff'],
          creators: ['Team'],
          rooms: {
            Lobby: { members: ['Team'], managers: ['Mia'], addin: 'Wiki', megabytes: 3, description: 'Where all meet' },
            Stage: { type: 'AUDITORIUM', members: ['Team', 'Cid'], presenters: ['Ann', 'Cid'], addin: 'Wiki' },
            Square: { privacy: 'OPEN' },
          },
        },
        Science: {
          allowed: ['Lab', 'Ann', 'Mia'],
          denied: ['Bob'],
          invitations: true,
          rooms: { Bench: { members: ['Ann', 'Eve'] } },
        },
        Empty: { allowed: ['Staff'], denied: ['Cid'], creators: ['Ann'], description: 'For later' },
      },
    },
    'atl.litwareinc.com': {
      addins: { Ticker: 'https://ticker.litwareinc.com/' },
      categories: { General: { allowed: ['Staff'] } },
    },
  },
};
