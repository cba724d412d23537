import type { DescribedOrganisation } from '../../support/described-organisation';

export const TENANT = '38aad667-af54-4397-aaa7-e94c79ec2308';

/** The organisation that most tests of policies play in. */
export const offices: DescribedOrganisation = {
  pools: {},
  directory: {
    Ann: { site: 'REDMOND' },
    Bob: { site: 'Redmond' },
    Cleo: { site: 'Atlanta' },
    Dan: { site: 'Oslo' },
    Eve: {},
    Fay: { site: 'Redmond', disabled: true },
    Gus: { site: 'Redmond', sip: null },
    Team: { members: ['Ann', 'Bob'] },
    Partner: { kind: 'contact' },
  },
  sites: ['Atlanta'],
  policies: {
    global: { enables: true, description: 'For everybody' },
    'site:Redmond': { description: 'Until the move' },
    Sales: { enables: true, grantedTo: ['Bob', 'Eve'] },
    Interns: { tenant: TENANT },
    Écoles: { enables: true },
  },
};
