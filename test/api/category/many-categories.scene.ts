import type { DescribedCategory, DescribedOrganisation } from '../../support/described-organisation';
import { scene } from './scene';

const numbered = (name: string) => Array.from({ length: 300 }, (_, i) => `${name} ${String(i + 1).padStart(3, '0')}`);

/** Categories with one room each, open to all inside. */
export const DESKS = numbered('Desk');

/** Categories without rooms. */
export const SHELVES = numbered('Shelf');

const all = (names: readonly string[], of: (name: string) => DescribedCategory) =>
  Object.fromEntries(names.map((name) => [name, of(name)]));

/** The scene with a pool of many categories. */
export const manyCategories: DescribedOrganisation = {
  ...scene,
  pools: {
    ...scene.pools,
    'atl.litwareinc.com': {
      categories: {
        general: {},
        ...all(DESKS, (name) => ({ allowed: ['Staff'], creators: ['Cid'], rooms: { [`Room of ${name}`]: {} } })),
        ...all(SHELVES, () => ({ allowed: ['Staff'] })),
      },
    },
  },
};
