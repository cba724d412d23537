import 'reflect-metadata';

import { readConfig } from './src/config';
import { dataSourceOptions } from './src/database/data-source-options';
import { parseDatabaseUrl } from './src/database/database-url';
import { GatewayDataSource } from './src/database/gateway-data-source';

/** For TypeORM's command line; the gateway itself opens its store by `openStore`. */
export default new GatewayDataSource(dataSourceOptions(parseDatabaseUrl(readConfig(process.env).databaseUrl)));
