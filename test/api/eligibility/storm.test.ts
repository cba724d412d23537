import fc from 'fast-check';

import { rowsOf } from '../../../src/database/rows';
import { sql } from '../../../src/database/sql';
import type { DescribedDirectory } from '../../support/described-directory';
import { TestOrganisation } from '../../support/described-organisation';
import { startTestGateway, type TestGateway } from '../../support/gateway';
import { testDatabaseUrl } from '../../support/test-database';

const CHANGES = 30;
const ASKERS_OF_EACH = 2;
const USERS = ['Ann', 'Bob', 'Cid', 'Dan', 'Eve', 'Fay'];
const GROUPS = ['Desk', 'Staff', 'Team'];
const ALL = [...USERS, ...GROUPS];

type Members = Record<string, string[]>;

/** All that decides who may do what; everybody is there all the time. */
interface State {
  members: Members;
  allowed: string[];
  denied: string[];
  /** Whose own policy doesn't enable Persistent Chat. */
  withoutChat: string[];
}

/** A state, and the number of the change that made it. */
interface Moment extends State {
  number: number;
}

interface Change {
  to: Partial<Pick<State, 'members' | 'allowed' | 'denied'>> & { grant?: { name: string; policy: string | null } };
  /** Which gateway is asked for it. */
  by: number;
}

/** What is asked of the gateways, by the names of those who may. */
type Question = 'eligible' | 'presenters' | 'entering';

interface Answer {
  /** How many changes had been acknowledged when it was asked for, and when it was there. */
  asked: number;
  answered: number;
  who: string;
  explained: { version: string; allowed: boolean };
  told: Record<Question, string[]>;
}

const ASK = `query ($who: String!) {
  explained: explainAccess(principal: $who, room: "Lobby", action: ENTER) { version allowed }
  lobby: room(identity: "Lobby") {
    eligible: eligiblePrincipals(kind: [USER]) { nodes { displayName } }
    entering: whoCan(action: ENTER) { nodes { displayName } }
  }
  stage: room(identity: "Stage") { presenters: eligiblePrincipals(role: PRESENTER, kind: [USER]) { nodes { displayName } } } }`;
const SET_CATEGORY = 'mutation ($input: SetCategoryInput!) { setCategory(input: $input) { operationId } }';
const GRANT = 'mutation ($input: GrantPolicyInput!) { grantPolicy(input: $input) { operationId } }';

interface Asked extends Pick<Answer, 'explained'> {
  lobby: Record<'eligible' | 'entering', { nodes: { displayName: string }[] }>;
  stage: { presenters: { nodes: { displayName: string }[] } };
}

const some = fc.subarray(ALL);
const to: fc.Arbitrary<Change['to']> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ members: fc.record(Object.fromEntries(GROUPS.map((group) => [group, some]))) }) },
  { weight: 2, arbitrary: fc.record({ allowed: some, denied: fc.subarray(ALL, { maxLength: 2 }) }) },
  fc.record({
    grant: fc.record({ name: fc.constantFrom(...USERS), policy: fc.constantFrom('Never', null) }),
  }),
);

function directoryOf(members: Members): DescribedDirectory {
  const groups = GROUPS.map((group) => [group, { members: members[group]! }]);
  return {
    ...Object.fromEntries(USERS.map((user) => [user, {}])),
    ...Object.fromEntries(groups),
  } as DescribedDirectory;
}

/** Worked out from a state alone. */
function truth({ members, allowed, denied, withoutChat }: State): Record<Question, string[]> {
  const reach = (names: readonly string[]) => {
    const found = new Set(names);
    for (const name of found) for (const member of members[name] ?? []) found.add(member);
    return found;
  };
  const [inside, out, ofTeam] = [reach(allowed), reach(denied), reach(['Team'])];
  const eligible = USERS.filter((user) => inside.has(user) && !out.has(user));
  return {
    eligible,
    presenters: eligible.filter((user) => ofTeam.has(user)),
    entering: eligible.filter((user) => !withoutChat.includes(user)),
  };
}

function after(state: State, { grant, ...others }: Change['to']): State {
  const rest = state.withoutChat.filter((name) => name !== grant?.name);
  return { ...state, ...others, withoutChat: grant?.policy ? [...rest, grant.name] : grant ? rest : state.withoutChat };
}

it('answers each question from the version that it names, or one that held since it was asked, while everything changes on both gateways', async () => {
  const databaseUrl = await testDatabaseUrl();
  let state: State = { members: { Desk: [], Staff: [], Team: [] }, allowed: ALL, denied: [], withoutChat: [] };
  const organisation = await TestOrganisation.start(
    {
      directory: directoryOf(state.members),
      policies: { global: { enables: true }, Never: {} },
      pools: {
        'red.litwareinc.com': {
          categories: {
            General: { allowed: ALL, rooms: { Lobby: {}, Stage: { type: 'AUDITORIUM', members: ['Team'] } } },
          },
        },
      },
    },
    { config: { databaseUrl } },
  );
  const gateways = [organisation.gateway, await startTestGateway({ config: { databaseUrl } })];
  const moments: Moment[] = [];
  let isOver = false;

  async function note(): Promise<void> {
    const [row] = await rowsOf(organisation.gateway.store.read, sql`SELECT last FROM change_sequence`);
    moments.push({ ...state, number: Number(row!.last) });
  }

  async function commit(gateway: TestGateway, { members, grant, allowed, denied }: Change['to']): Promise<void> {
    if (members) return organisation.sync(directoryOf(members));
    const [query, input] = grant
      ? [GRANT, { identity: grant.name, policy: grant.policy }]
      : [
          SET_CATEGORY,
          { identity: 'General', allowedMembers: { replace: allowed }, deniedMembers: { replace: denied } },
        ];
    expect((await gateway.graphql(query, { input })).errors).toBeUndefined();
  }

  async function change(changes: readonly Change[]): Promise<void> {
    try {
      for (const each of changes) {
        await commit(gateways[each.by]!, each.to);
        state = after(state, each.to);
        await note();
      }
    } finally {
      isOver = true;
    }
  }

  async function ask(gateway: TestGateway): Promise<Answer[]> {
    const answers: Answer[] = [];
    // Once more when all is over: the last change is to be seen too.
    for (let isLast = false, i = 0; !isLast; i++) {
      isLast = isOver;
      const [asked, who] = [moments.length, USERS[i % USERS.length]!];
      const { data, errors } = await gateway.graphql<Asked>(ASK, { who });
      expect(errors).toBeUndefined();
      const { explained, lobby, stage } = data!;
      const names = ({ nodes }: { nodes: { displayName: string }[] }) => nodes.map(({ displayName }) => displayName);
      const told = {
        eligible: names(lobby.eligible),
        entering: names(lobby.entering),
        presenters: names(stage.presenters),
      };
      answers.push({ asked, answered: moments.length, who, explained, told });
    }
    return answers;
  }

  await note();
  const asking = gateways.flatMap((gateway) => Array.from({ length: ASKERS_OF_EACH }, () => ask(gateway)));
  await change(fc.sample(fc.record({ to, by: fc.nat(gateways.length - 1) }), CHANGES));
  const answers = (await Promise.all(asking)).flat();

  const truths = moments.map((moment) => truth(moment));
  const isTrue = ({ asked, answered, who, explained, told }: Answer) => {
    const named = moments.findLastIndex(({ number }) => number <= Number(explained.version));
    // One more than were acknowledged by then may have been committed.
    const held = truths.slice(asked - 1, answered + 1);
    return (
      named >= asked - 1 &&
      truths[named]!.entering.includes(who) === explained.allowed &&
      (Object.keys(told) as Question[]).every((question) =>
        held.some((then) => then[question].join() === told[question].join()),
      )
    );
  };
  expect(answers.filter((answer) => !isTrue(answer))).toEqual([]);
  expect(answers.length).toBeGreaterThan(CHANGES / 2);
});
