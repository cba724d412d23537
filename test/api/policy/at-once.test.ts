import { TestOrganisation } from '../../support/described-organisation';
import { AuditEntry } from '../../../src/changes/audit-entry.entity';
import { GRANT_POLICY, NEW_POLICY, REMOVE_POLICY, SET_POLICY } from './documents';
import { offices } from './offices';

const ROUNDS = 5;
const PEOPLE = ['Ann', 'Cleo', 'Dan', 'Fay', 'Gus'];

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(offices);
});

/** Sends a mutation; gives its code where it is refused, else that it was made. */
async function send(document: string, input: object): Promise<string> {
  const { errors } = await organisation.ask(document, { input });
  return errors ? errors.map(({ extensions }) => extensions.code).join() : 'made';
}

const grant = (identity: string, policy: string | null) => send(GRANT_POLICY, { identity, policy });

/** Lets things happen at once, again and again, each time in the organisation as it was. */
async function inRounds(round: () => Promise<void>): Promise<void> {
  for (let n = 0; n < ROUNDS; n++) {
    await organisation.reset();
    await round();
  }
}

async function having(policy: string): Promise<string[]> {
  const query = 'query ($where: PrincipalFilter) { principals(where: $where) { nodes { displayName } } }';
  const { principals } = await organisation.data<{ principals: { nodes: { displayName: string }[] } }>(query, {
    where: { policy: { identity: { eq: policy } } },
  });
  return principals.nodes.map(({ displayName }) => displayName);
}

it('makes only one of two policies for a site', () =>
  inRounds(async () => {
    const input = { identity: 'site:Atlanta' };
    const answers = await Promise.all([send(NEW_POLICY, input), send(NEW_POLICY, input)]);
    expect(answers.toSorted()).toEqual(['ALREADY_EXISTS', 'made']);
  }));

it('grants a policy to many, one by one, and refuses none of them', () =>
  inRounds(async () => {
    const answers = await Promise.all([...PEOPLE, ...PEOPLE].map((name) => grant(name, 'Interns')));
    expect(new Set(answers)).toEqual(new Set(['made']));
    expect(await having('Interns')).toEqual(PEOPLE);
  }));

it('never leaves a user with a policy that is gone', () =>
  inRounds(async () => {
    const [removed, ...granted] = await Promise.all([
      send(REMOVE_POLICY, { identity: 'Interns' }),
      ...PEOPLE.map((name) => grant(name, 'Interns')),
    ]);
    if (removed === 'made') expect(new Set(granted)).toEqual(new Set(['NOT_FOUND']));
    else expect([removed, ...granted]).toEqual(['IN_USE', ...PEOPLE.map(() => 'made')]);
    expect(await having('Interns')).toEqual(removed === 'made' ? [] : PEOPLE);
  }));

it('takes a policy from all who have it by then, where it is removed with force', () =>
  inRounds(async () => {
    const [removed, ...granted] = await Promise.all([
      send(REMOVE_POLICY, { identity: 'Sales', force: true }),
      ...PEOPLE.map((name) => grant(name, 'Sales')),
    ]);
    expect(removed).toBe('made');
    expect(granted.filter((answer) => answer !== 'made' && answer !== 'NOT_FOUND')).toEqual([]);
    const { principals } = await organisation.data<{ principals: { totalCount: number } }>(
      '{ principals(where: { policy: {} }) { totalCount } }',
    );
    expect(principals.totalCount).toBe(0);
  }));

it('records what each of two grants to a user found', () =>
  inRounds(async () => {
    expect(await Promise.all([grant('Ann', 'Sales'), grant('Ann', 'Interns')])).toEqual(['made', 'made']);
    const entries = await organisation.gateway.store.read.find(AuditEntry, { order: { id: 'ASC' } });
    const [first, second] = entries.map(({ changes }) => changes[0]!);
    expect([first!.before, second!.before]).toEqual([null, first!.after]);
    expect(await having(second!.after as string)).toContain('Ann');
  }));

it('lets one of two changes of a version through', () =>
  inRounds(async () => {
    const set = (description: string) =>
      send(SET_POLICY, { identity: 'Sales', description, expectedVersion: 1, enablePersistentChat: false });
    expect((await Promise.all([set('One'), set('Two')])).toSorted()).toEqual(['CONFLICT', 'made']);
  }));
