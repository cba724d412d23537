import { rowsById } from '../../graphql/rows-by-id';
import { Endpoint } from './endpoint.entity';

export const endpointById = rowsById(Endpoint);
