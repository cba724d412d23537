import { toGlobalId } from '../../src/graphql/node';
import { idAt, isSecret } from '../model/pool-rows';
import type { Random } from '../random';
import { idOf } from './arms/gateway.arm';
import type { Oracle } from './oracle';

const FIRST = 50;

/** A question to the gateway whose right answer is known. */
export interface Question {
  name: string;
  query: string;
  /** Draws what is asked, and says what the answer has to be. */
  draw(oracle: Oracle, random: Random): { variables: object; right: string };
  /** What the answer says, written as `right` is. */
  read(data: never): string;
}

interface Rooms {
  totalCount: number;
  nodes: { id: string }[];
}

const roomsOfUser: Question = {
  name: 'rooms of a user',
  query: `query RoomsOfUser($id: ID!) {
    principal(id: $id) { enterableRooms(first: ${FIRST}, order: { field: NAME }) { totalCount nodes { id name } } }
  }`,
  draw(oracle, random) {
    const { graph } = oracle.model;
    let user: number;
    do user = graph.firstUser + random.below(graph.firstGroup - graph.firstUser);
    while (!oracle.isEnabled(user));
    const rooms = oracle.enterable(user);
    const variables = { id: toGlobalId('Principal', oracle.stored.ids[user]!) };
    return { variables, right: said(rooms.length, oracle.inOrder(rooms).slice(0, FIRST)) };
  },
  read: ({ principal }: { principal: { enterableRooms: Rooms } }) => saidBy(principal.enterableRooms),
};

const WORDS = ['Finance', 'Sales', 'Support', 'Qualität', 'IT', 'Training'];

const filteredList: Question = {
  name: 'filtered and sorted list of rooms with total',
  query: `query Filtered($like: String!) {
    rooms(first: ${FIRST}, where: { name: { like: $like }, privacy: { eq: CLOSED }, disabled: { eq: false } }, order: { field: NAME, direction: DESC }) {
      totalCount nodes { id name }
    }
  }`,
  draw(oracle, random) {
    const word = random.pick(WORDS);
    const rooms = oracle.model.pool.rooms.flatMap(({ name }, place) =>
      name.toLowerCase().includes(word.toLowerCase()) && !isSecret(place) ? [idAt(place)] : [],
    );
    const right = said(rooms.length, oracle.inOrder(rooms).reverse().slice(0, FIRST));
    return { variables: { like: `*${word}*` }, right };
  },
  read: ({ rooms }: { rooms: Rooms }) => saidBy(rooms),
};

export const QUESTIONS: readonly Question[] = [roomsOfUser, filteredList];

function said(totalCount: number, ids: readonly number[]): string {
  return `${totalCount}: ${ids.join()}`;
}

function saidBy({ totalCount, nodes }: Rooms): string {
  return said(
    totalCount,
    nodes.map(({ id }) => idOf(id)),
  );
}
