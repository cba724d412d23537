import 'reflect-metadata';

import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSchema } from 'type-graphql';
import { DataSource } from 'typeorm';

import { EligiblePrincipalsResolver } from './eligible-principals.resolver';
import { createLoaders, type Loaders } from './loaders';
import { Principal } from './principal.entity';
import { Room } from './room.entity';
import { RoomResolver } from './room.resolver';

/** The server of a team that has a closure table and a week. */
async function main(url: string): Promise<void> {
  const dataSource = await new DataSource({ type: 'mariadb', url, entities: [Principal, Room] }).initialize();
  const resolvers = new Map<unknown, object>([
    [RoomResolver, new RoomResolver(dataSource)],
    [EligiblePrincipalsResolver, new EligiblePrincipalsResolver()],
  ]);
  const schema = await buildSchema({
    resolvers: [RoomResolver, EligiblePrincipalsResolver],
    container: { get: (type: unknown) => resolvers.get(type)! },
    validate: false,
  });
  const server = new ApolloServer<Loaders>({ schema });
  const { url: address } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: 0 },
    context: async () => createLoaders(dataSource),
  });
  process.send!(address);
}

void main(process.argv[2]!);
