import type { DescribedOrganisation } from '../../support/described-organisation';
import { scene } from './scene';

const [red] = Object.values(scene.pools);

/** The names of the add-ins that no room uses, `Link 001` and so on. */
export const LINKS = Array.from({ length: 300 }, (_, i) => `Link ${String(i + 1).padStart(3, '0')}`);

/** The scene with a pool of many add-ins; rooms use `Map` and `Tickets` alone. */
export const manyAddins: DescribedOrganisation = {
  ...scene,
  pools: {
    ...scene.pools,
    'red.litwareinc.com': {
      ...red,
      addins: {
        ...red!.addins,
        ...Object.fromEntries(LINKS.map((name) => [name, `https://links.litwareinc.com/${name.replace(' ', '-')}`])),
      },
    },
  },
};
