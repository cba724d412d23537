import type { DescribedOrganisation } from '../../support/described-organisation';

const rooms = Array.from({ length: 12 }, (_, i) => `Room ${String(i + 1).padStart(2, '0')}`);

/** The organisation that the tests of add-ins play in. */
export const scene: DescribedOrganisation = {
  directory: { Ann: {} },
  pools: {
    'red.litwareinc.com': {
      addins: {
        Wiki: 'https://wiki.litwareinc.com/',
        Écran: 'http://screen.litwareinc.com/a?b=c#d',
        Tickets: 'https://tickets.litwareinc.com/',
        Map: 'https://map.litwareinc.com/',
      },
      categories: {
        General: {
          allowed: ['Ann'],
          // Not in the order of their names.
          rooms: {
            ...Object.fromEntries(rooms.toReversed().map((room) => [room, { addin: 'Tickets' }])),
            Atlas: { addin: 'Map' },
            Globe: { addin: 'Map' },
            Lobby: {},
          },
        },
      },
    },
    'atl.litwareinc.com': { addins: { wiki: 'https://wiki.litwareinc.com/atlanta' } },
  },
};
