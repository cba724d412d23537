import './start-mariadb';

export default async function stopMariadb(): Promise<void> {
  await globalThis.privateMariadb?.stop();
}
