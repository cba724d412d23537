import { type BulkAnswer, bulkDocument, trailOf } from '../../support/bulk';
import type { TestOrganisation } from '../../support/described-organisation';
import { begin } from './scene';

const POOL = 'red.litwareinc.com';
const REMOVE = bulkDocument('removeAccessEntries', {
  entries: 'removed { identity }',
  besides: 'impact { gained { totalCount } lost { totalCount } } invitedCount',
});

interface Answer extends BulkAnswer {
  impact: Record<'gained' | 'lost', { totalCount: number }> | null;
}

const IN_LOBBY = { room: { name: { eq: 'Lobby' } } };

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await begin();
});
beforeEach(() => begin(organisation));

const remove = async (input: object): Promise<Answer> =>
  (await organisation.data<{ bulk: Answer }>(REMOVE, { input: { pool: POOL, ...input } })).bulk;
const refused = (input: object, as?: string) => organisation.refusal(REMOVE, { input }, as);

/** What went, as `thing path: entries`, or why nothing did. */
const told = ({ results }: Answer) =>
  results.nodes.flatMap(({ identity, changes, error }) => {
    const name = identity.slice(identity.indexOf('\\') + 1);
    if (error) return [`${name}: ${error.code} ${error.parameter}`];
    return changes.map((each) => {
      const { path, removed } = each as unknown as { path: string; removed: { identity: string }[] };
      return `${name} ${path}: ${removed.map((entry) => /^(?:sip:|CN=|OU=)([\w ]+)/.exec(entry.identity)![1]).join(' ')}`;
    });
  });

async function findings(where: object = {}): Promise<number> {
  const query = `query ($where: AccessFindingFilter) {
    pool(identity: "${POOL}") { accessReview { findings(where: $where) { totalCount } } }
  }`;
  const { pool } = await organisation.data<{
    pool: { accessReview: { findings: { totalCount: number } } };
  }>(query, { where });
  return pool.accessReview.findings.totalCount;
}

it('takes off what the findings name, of categories and rooms, in one operation', async () => {
  const answer = await remove({ where: { kind: { in: ['COVERED', 'OUTSIDE_WALL'] } }, reason: 'Spring' });
  expect(answer).toMatchObject({ succeeded: 4, failed: 0, warnings: [] });
  expect(answer.impact).toEqual({ gained: { totalCount: 0 }, lost: { totalCount: 0 } });
  expect(told(answer)).toEqual([
    expect.stringMatching(/^General allowedMembers: (eve|Sales|Ring 2)/),
    'Lobby members: bob',
    'Stage members: Team',
    'Stage presenters: dan',
    expect.stringMatching(/^Corner members: (ann Void|Void ann)$/),
    'Corner managers: dan',
  ]);
  expect(await findings({ kind: { in: ['COVERED', 'OUTSIDE_WALL'] } })).toBe(0);
  const trail = await trailOf(organisation, answer.operationId);
  expect(trail.map(({ operation, nodeType, identity }) => [operation, nodeType, identity])).toEqual(
    expect.arrayContaining([
      ['removeAccessEntries', 'Category', `${POOL}\\General`],
      ['removeAccessEntries', 'Room', `${POOL}\\Lobby`],
      ['removeAccessEntries', 'Room', `${POOL}\\Stage`],
      ['removeAccessEntries', 'Room', `${POOL}\\Corner`],
    ]),
  );
  expect(trail).toHaveLength(4);
});

it('stays within a category that is given', async () => {
  const answer = await remove({ pool: undefined, category: `${POOL}\\Narrow`, where: {} });
  expect(told(answer).toSorted()).toEqual([
    'Corner managers: dan',
    expect.stringMatching(/^Corner members: (ann Void|Void ann)$/),
  ]);
});

describe('under whatIf', () => {
  it('says what would go, changes nothing, and can be confirmed', async () => {
    const before = await organisation.stored();
    const planned = await remove({ where: IN_LOBBY, whatIf: true });
    expect(await organisation.stored()).toEqual(before);
    expect(told(planned)).toEqual([expect.stringMatching(/^Lobby members: (bob fay|fay bob)$/)]);
    expect(planned).toMatchObject({ operationId: null, succeeded: 1, failed: 0 });

    const done = await remove({ where: IN_LOBBY, confirm: planned.plan });
    expect(told(done)).toEqual(told(planned));
    expect(done.operationId).not.toBeNull();
    expect(await findings(IN_LOBBY)).toBe(0);
  });

  it('gives a plan that does not hold once another entry is found', async () => {
    const { plan } = await remove({ where: IN_LOBBY, whatIf: true });
    await organisation.data('mutation ($input: SetRoomInput!) { setRoom(input: $input) { operationId } }', {
      input: { identity: 'Lobby', members: { add: ['Dan'] } },
    });
    expect(await refused({ pool: POOL, where: IN_LOBBY, confirm: plan })).toMatchObject({ code: 'PLAN_STALE' });
  });
});

describe('the members of a room', () => {
  const WITHOUT = { kind: { in: ['MISSING', 'SHADOWED'] }, room: { name: { in: ['Vault', 'Square', 'Lobby'] } } };

  it('are left where all of them would go, whatever its privacy, and the other rooms are changed with CONTINUE', async () => {
    const answer = await remove({ where: WITHOUT, onError: 'CONTINUE' });
    expect(told(answer)).toEqual([
      'Vault: BAD_USER_INPUT input.where',
      'Square: BAD_USER_INPUT input.where',
      'Lobby members: fay',
    ]);
    expect(answer).toMatchObject({ succeeded: 1, failed: 2 });
    expect(answer.results.nodes[0]!.error!.message).toBe(
      'Vault would be left without members, and so open to everybody whom its category allows; list somebody else first, or use "force", if that is meant.',
    );
  });

  it('stand in the way of all others without CONTINUE', async () => {
    expect(await refused({ pool: POOL, where: WITHOUT })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.where',
      failed: 2,
    });
  });

  it('may be left none with force, which opens the room and says so', async () => {
    const answer = await remove({ where: WITHOUT, force: true });
    expect(answer).toMatchObject({ succeeded: 3, failed: 0 });
    expect(answer.impact!.gained.totalCount).toBeGreaterThan(0);
    expect(answer.warnings).toContainEqual({
      code: 'OPENED_TO_CATEGORY',
      message: 'Vault is left without members, and so open to everybody whom its category allows.',
    });
  });
});

describe('a presenter by which somebody posts', () => {
  const IN_STAND = { pool: undefined, category: 'Stand', where: { kind: { in: ['SHADOWED'] } } };

  it('is left together with the member that includes it, though that lets nobody in', async () => {
    const answer = await remove({ ...IN_STAND, onError: 'CONTINUE' });
    expect(told(answer)).toEqual(['Podium: BAD_USER_INPUT input.where']);
    expect(answer.results.nodes[0]!.error!.message).toBe(
      'Podium would lose the presenter CN=Post,OU=Desk,DC=litwareinc,DC=com together with the member that includes it, and those who post by it; use "force", if that is meant.',
    );
  });

  it('goes with it with force, as in every change of the members', async () => {
    const answer = await remove({ ...IN_STAND, force: true });
    expect(told(answer)).toEqual(['Podium members: Desk', 'Podium presenters: Post']);
    expect(answer.warnings.map(({ code }) => code)).toEqual(['ENTRIES_DROPPED']);
  });
});

it('has nothing to take off where a list as a whole is found', async () => {
  const before = await organisation.stored();
  const answer = await remove({ where: { kind: { eq: 'NO_MANAGER' } } });
  expect(answer).toMatchObject({ succeeded: 0, failed: 0, operationId: null });
  expect(answer.warnings).toEqual([
    { code: 'NOTHING_CHANGED', message: 'Nothing that can be changed meets the conditions; nothing is written.' },
  ]);
  expect(await organisation.stored()).toEqual(before);
});

it('can be undone as far as the walls allow what went', async () => {
  const { operationId } = await remove({ where: { kind: { eq: 'COVERED' } } });
  const revert = `mutation ($input: RevertInput!) { revert(input: $input) { succeeded failed } }`;
  expect(await organisation.data(revert, { input: { operation: operationId } })).toEqual({
    revert: { succeeded: 3, failed: 0 },
  });
  expect(await findings({ kind: { eq: 'COVERED' } })).toBe(6);
});

describe('is refused', () => {
  it('to all but administrators', async () => {
    for (const as of ['viewer', 'Ann']) {
      expect(await refused({ pool: POOL, where: {} }, as)).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it.each([
    [{ pool: POOL }, 'BAD_USER_INPUT', 'input.where'],
    [{ where: {} }, 'BAD_USER_INPUT', 'input.pool'],
    [{ pool: POOL, category: `${POOL}\\General`, where: {} }, 'BAD_USER_INPUT', 'input.pool'],
    [{ pool: 'no.litwareinc.com', where: {} }, 'NOT_FOUND', 'input.pool'],
    [{ category: 'Nowhere', where: {} }, 'NOT_FOUND', 'input.category'],
    [{ category: 'Narrow', where: {} }, 'AMBIGUOUS_IDENTITY', 'input.category'],
    [{ pool: POOL, where: { principal: { reachedBy: 'Nobody' } } }, 'NOT_FOUND', 'input.where.principal.reachedBy'],
    [{ pool: POOL, where: {}, confirm: 'stale' }, 'BAD_USER_INPUT', 'input.where'],
  ])('where the input is %j', async (input, code, parameter) => {
    expect(await refused(input)).toMatchObject({ code, parameter });
  });
});
