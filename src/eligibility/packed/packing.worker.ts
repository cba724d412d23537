import { parentPort, workerData } from 'node:worker_threads';

import type { DatabaseUrl } from '../../database/database-url';
import { inSnapshot } from '../../database/snapshot';
import { readDirectory } from './directory-reading';
import { packDirectory } from './packed-directory';
import type { PackingAnswer } from './packing-thread';

async function answer(url: DatabaseUrl): Promise<PackingAnswer> {
  let version = 0;
  const found = await inSnapshot(url, async (read) => {
    await read('SELECT directory FROM change_sequence WHERE id = 1', ([directory]) => (version = Number(directory)));
    return readDirectory(read);
  });
  return { version, directory: packDirectory(found) };
}

function whyNot(thrown: unknown): PackingAnswer {
  const { message, stack, ...told } = thrown as Error;
  // What drivers tell of the kind of an error stands in plain properties.
  return { failure: { fatal: false, ...told, message, stack } };
}

void answer(workerData as DatabaseUrl)
  .catch(whyNot)
  .then((said) => parentPort!.postMessage(said));
