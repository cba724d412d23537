// Run by Node 22, in the folder that PostGraphile is installed in.
import { createServer } from 'node:http';

import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const server = createServer();
const pgServices = [makePgService({ connectionString: process.argv[2], schemas: ['public'] })];
const preset = { extends: [PostGraphileAmberPreset], pgServices, grafserv: { graphqlPath: '/graphql' } };
await postgraphile(preset).createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/graphql`));
