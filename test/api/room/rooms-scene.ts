import type { DescribedOrganisation } from '../../support/described-organisation';
import { scene } from './scene';

/** Rooms that differ in all that lists are filtered and ordered by. */
export const roomsScene: DescribedOrganisation = {
  directory: scene.directory,
  pools: {
    'red.litwareinc.com': {
      addins: { Wiki: 'https://wiki.litwareinc.com/' },
      categories: {
        General: {
          description: 'For all',
          allowed: ['Staff'],
          creators: ['Cid'],
          rooms: {
            Apple: {
              description: 'Red fruit',
              privacy: 'OPEN',
              megabytes: 1,
              addin: 'Wiki',
              members: ['Team'],
              managers: ['Mia'],
            },
            Éclair: {
              description: 'C:\\temp, 50% of_it!',
              type: 'AUDITORIUM',
              megabytes: 2.5,
              members: ['Cid'],
              presenters: ['Cid'],
            },
            eclair: { privacy: 'SECRET', invitations: 'FALSE', disabled: true, megabytes: 2 },
            'What?': { description: 'It\'s "quoted"', members: ['Staff'] },
            '100%_!': { privacy: 'OPEN' },
          },
        },
        Science: {
          allowed: ['Lab', 'Ann', 'Mia'],
          denied: ['Fay'],
          invitations: true,
          rooms: { Bench: { megabytes: 1, members: ['Ann', 'Eve'], managers: ['Lab'] } },
        },
      },
    },
    'atl.litwareinc.com': {
      addins: { Ticker: 'https://ticker.litwareinc.com/' },
      categories: { Trading: { allowed: ['Staff'], rooms: { 'apple pie': { addin: 'Ticker', managers: ['Team'] } } } },
    },
  },
};

/** In display order. */
export const ALL_ROOMS = ['100%_!', 'Apple', 'apple pie', 'Bench', 'eclair', 'Éclair', 'What?'];
