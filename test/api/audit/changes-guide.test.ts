import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { BuiltProgram } from '../../support/built-program';
import { newest, untilOpen } from '../../support/changes';
import { TestOrganisation } from '../../support/described-organisation';
import { startTestGateway } from '../../support/gateway';
import { testDatabaseUrl } from '../../support/test-database';
import { scene } from '../room/scene';

const guide = readFileSync(join(__dirname, '../../../docs/changes.md'), 'utf8');
const [, program] = /^```js\n([^]*?)^```$/m.exec(guide)!;

it('has a program that goes on where it was, at the gateway that comes next', async () => {
  const databaseUrl = await testDatabaseUrl();
  const organisation = await TestOrganisation.start(scene, { config: { databaseUrl } });
  const { gateway } = organisation;
  const set = (input: object) =>
    organisation.data('mutation Set($input: SetRoomInput!) { setRoom(input: $input) { plan } }', { input });
  await set({ identity: 'Stage', description: 'Before' });
  const running = BuiltProgram.run([process.execPath, '--input-type=module', '--eval', program!], {
    GATEWAY_URL: `${gateway.url.replace('http', 'ws')}/graphql`,
    TOKEN: gateway.viewerToken,
    CURSOR: await newest(gateway),
  });
  await untilOpen(gateway, 1);
  await set({ identity: 'Lobby', description: 'At the first' });
  await running.says(/(Lobby)\n$/);
  await set({ identity: 'Square', description: 'At the first, too' });
  await running.says(/(Square)\n$/);
  await gateway.stop();
  const next = await startTestGateway({ config: { databaseUrl, port: Number(new URL(gateway.url).port) } });
  const input = { identity: 'Stage', description: 'At the next', type: 'AUDITORIUM' };
  const asked = 'mutation Set($input: SetRoomInput!) { setRoom(input: $input) { plan } }';
  expect(await next.graphql(asked, { input })).not.toHaveProperty('errors');
  await running.says(/(Stage)\n$/);
  running.signal('SIGTERM');
  const { stdout, stderr } = await running.ended;
  expect([stdout, stderr]).toEqual([
    ['Lobby', 'Square', 'Stage'].map((room) => `setRoom red.litwareinc.com\\${room}\n`).join(''),
    '',
  ]);
});
