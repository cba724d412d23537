import { toGlobalId } from '../../src/graphql/node';
import { addressOf } from '../model/ldif';
import type { User } from '../model/organisation';
import { idAt, isSecret } from '../model/pool-rows';
import type { Random } from '../random';
import { FIRST } from './arm';
import { idOf } from './arms/gateway.arm';
import type { Oracle } from './oracle';
import { Pages } from './pages';

const ROOMS = 50;
const WORDS = ['Finance', 'Sales', 'Support', 'Qualität', 'IT', 'Training'];

/** A question to the gateway whose right answer is known. */
export interface Question {
  name: string;
  query: string;
  /** Draws what is asked, and says what the answer has to be. */
  draw(oracle: Oracle, random: Random): { variables: object; right: string };
  /** What the answer says, written as `right` is. */
  read(data: never): string;
}

interface Connection {
  totalCount: number;
  nodes: { id: string }[];
}

const roomsOfUser: Question = {
  name: 'rooms of a user',
  query: `query RoomsOfUser($id: ID!) {
    principal(id: $id) { enterableRooms(first: ${ROOMS}, order: { field: NAME }) { totalCount nodes { id name } } }
  }`,
  draw(oracle, random) {
    const user = drawUser(oracle, random);
    const rooms = oracle.isEnabled(user) ? oracle.enterable(user) : [];
    const variables = { id: toGlobalId('Principal', oracle.stored.ids[user]!) };
    return { variables, right: said(rooms.length, oracle.inOrder(rooms).slice(0, ROOMS)) };
  },
  read: ({ principal }: { principal: { enterableRooms: Connection } }) => saidBy(principal.enterableRooms),
};

const filteredList: Question = {
  name: 'filtered and sorted list of rooms, with its total',
  query: `query Filtered($like: String!) {
    rooms(
      first: ${ROOMS}
      where: { name: { like: $like }, privacy: { eq: CLOSED }, disabled: { eq: false } }
      order: { field: NAME, direction: DESC }
    ) { totalCount nodes { id name } }
  }`,
  draw(oracle, random) {
    const { pool } = oracle.model;
    const word = random.pick(WORDS);
    const fits = (name: string) => name.toLowerCase().includes(word.toLowerCase());
    const rooms = pool.rooms.flatMap(({ name }, place) => (fits(name) && !isSecret(place) ? [idAt(place)] : []));
    return {
      variables: { like: `*${word}*` },
      right: said(rooms.length, oracle.inOrder(rooms).reverse().slice(0, ROOMS)),
    };
  },
  read: ({ rooms }: { rooms: Connection }) => saidBy(rooms),
};

/** Of every other one who is eligible, and of anybody. */
const explained: Question = {
  name: 'explainAccess',
  query: `query Explain($principal: String!, $room: String!) {
    explainAccess(principal: $principal, room: $room, action: ENTER) { allowed message }
  }`,
  draw(oracle, random) {
    const { pool, graph } = oracle.model;
    const place = random.below(pool.rooms.length);
    const entrants = oracle.entrants(idAt(place));
    const user = random.below(2) && entrants.length > 0 ? random.pick(entrants) : drawUser(oracle, random);
    const principal = `sip:${addressOf(graph.principals[user] as User)}`;
    return { variables: { principal, room: pool.rooms[place]!.name }, right: String(entrants.includes(user)) };
  },
  read: ({ explainAccess }: { explainAccess: { allowed: boolean } }) => String(explainAccess.allowed),
};

const whoMayEnter = pageOf(
  'page of 50 rooms: who may enter',
  `whoCan(action: ENTER, first: ${FIRST})`,
  (oracle, room) => oracle.entrants(room),
);

const whoMayBeListed = pageOf(
  'page of 50 rooms: who may be listed',
  `eligiblePrincipals(role: MEMBER, first: ${FIRST})`,
  (oracle, room) => oracle.inside(room),
);

export const QUESTIONS: readonly Question[] = [whoMayEnter, whoMayBeListed, roomsOfUser, explained, filteredList];

function pageOf(name: string, field: string, right: (oracle: Oracle, room: number) => readonly number[]): Question {
  return {
    name,
    query: `query Rooms($ids: [ID!]!) {
      nodes(ids: $ids) { ... on Room { id name people: ${field} { totalCount nodes { id displayName sipAddress } } } }
    }`,
    draw(oracle, random) {
      const { rooms } = new Pages(oracle.stored.roomsInOrder, random).typical();
      const answers = rooms.map((room) => oracle.answer(right(oracle, room)));
      const variables = { ids: rooms.map((room) => toGlobalId('Room', room)) };
      return { variables, right: answers.map(({ totalCount, first }) => said(totalCount, first)).join('; ') };
    },
    read: ({ nodes }: { nodes: { people: Connection }[] }) => nodes.map(({ people }) => saidBy(people)).join('; '),
  };
}

function drawUser({ model: { graph } }: Oracle, random: Random): number {
  return graph.firstUser + random.below(graph.firstGroup - graph.firstUser);
}

function said(totalCount: number, ids: readonly number[]): string {
  return `${totalCount}: ${ids.join()}`;
}

function saidBy({ totalCount, nodes }: Connection): string {
  return said(
    totalCount,
    nodes.map(({ id }) => idOf(id)),
  );
}
