import './start-mariadb';

import { removeMariadbTemplate } from './mariadb-template';

export default async function stopMariadb(): Promise<void> {
  await removeMariadbTemplate(process.env.TEST_MARIADB_URL!);
  await globalThis.privateMariadb?.stop();
}
