import { rowsById } from '../../graphql/rows-by-id';
import { Room } from './room.entity';

export const roomById = rowsById(Room);
