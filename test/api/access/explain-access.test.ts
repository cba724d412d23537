import { TestOrganisation } from '../../support/described-organisation';
import { scene } from './scene';

const EXPLAIN = `query ($principal: String!, $room: String!, $action: AccessAction!, $first: Int) {
  explainAccess(principal: $principal, room: $room, action: $action) {
    principal { displayName } room { identity } action allowed decidedBy reason message version
    steps {
      check outcome reason message policy { source policy { identity } } entryCount
      entries(first: $first) { entry { displayName } path { edge principal { displayName } } }
    }
  }
}`;

interface Path {
  entry: { displayName: string };
  path: { edge: string | null; principal: { displayName: string } }[];
}
interface Step {
  check: string;
  outcome: string;
  reason: string;
  message: string;
  policy: { source: string; policy: { identity: string } } | null;
  entryCount: number | null;
  entries: Path[] | null;
}
interface Explanation {
  principal: { displayName: string };
  room: { identity: string };
  allowed: boolean;
  decidedBy: string;
  reason: string;
  message: string;
  version: number;
  steps: Step[];
}

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});
beforeEach(async () => {
  await organisation.reset();
});

const variables = (principal: string, room: string, action: string) => ({
  principal,
  room: room === 'Lobby' ? 'red.litwareinc.com\\Lobby' : room,
  action,
});

async function explain(principal: string, room: string, action: string, as?: string): Promise<Explanation> {
  const given = variables(principal, room, action);
  return (await organisation.data<{ explainAccess: Explanation }>(EXPLAIN, given, as)).explainAccess;
}

const stepOf = ({ steps }: Explanation, check: string) => steps.find((step) => step.check === check)!;

/** Such as `Ann, MEMBER Team, MEMBER Staff`. */
const written = ({ path }: Path) =>
  path.map(({ edge, principal }) => (edge ? `${edge} ${principal.displayName}` : principal.displayName)).join(', ');

describe('the reason', () => {
  it.each([
    ['Ann', 'Lobby', 'ENTER', 'MEMBERS', 'MEMBER', 'The member "Team" of the room "Lobby" reaches "Ann".'],
    [
      'Mia',
      'Square',
      'ENTER',
      'MEMBERS',
      'OPEN_ROOM',
      'The room "Square" is Open: everybody inside the wall enters it.',
    ],
    [
      'Mia',
      'Stage',
      'ENTER',
      'MEMBERS',
      'NO_MEMBERS_LISTED',
      'The room "Stage" lists no members: everybody inside the wall enters it.',
    ],
    ['Ann', 'Lobby', 'POST', 'PRESENTERS', 'NORMAL_ROOM', 'The room "Lobby" is Normal: everybody who enters it posts.'],
    ['Ann', 'Stage', 'POST', 'PRESENTERS', 'PRESENTER', '"Ann" is itself a presenter of the room "Stage".'],
    ['Mia', 'Lobby', 'MANAGE', 'MANAGERS', 'MANAGER', '"Mia" is itself a manager of the room "Lobby".'],
    ['Mia', 'Attic', 'FIND', 'MANAGERS', 'MANAGER', '"Mia" is itself a manager of the room "Attic".'],
    [
      'Cid',
      'Lobby',
      'FIND',
      'ALLOWED',
      'ALLOWED',
      'The allowed member "Staff" of the category "General" reaches "Cid".',
    ],
    ['Staff', 'Lobby', 'FIND', 'ALLOWED', 'ALLOWED', '"Staff" is itself an allowed member of the category "General".'],
    ['Ann', 'Vault', 'FIND', 'MEMBERS', 'MEMBER', '"Ann" is itself a member of the room "Vault".'],
  ])('why %s may, in %s, %s', async (principal, room, action, decidedBy, reason, message) => {
    const explanation = await explain(principal, room, action);
    expect(explanation).toMatchObject({ allowed: true, decidedBy, reason, message });
    expect(stepOf(explanation, decidedBy)).toMatchObject({ outcome: 'MET', reason, message });
  });

  it.each([
    [
      'Staff',
      'Lobby',
      'ENTER',
      'PRINCIPAL',
      'NOT_A_USER',
      '"Staff" is a group: it may be listed where the wall lets it in, but only users enter rooms.',
    ],
    [
      'Kit',
      'Square',
      'POST',
      'PRINCIPAL',
      'NOT_A_USER',
      '"Kit" is a contact: it may be listed where the wall lets it in, but only users enter rooms.',
    ],
    [
      'Lab',
      'Bench',
      'ENTER',
      'PRINCIPAL',
      'NOT_A_USER',
      '"Lab" is an organizational unit: it may be listed where the wall lets it in, but only users enter rooms.',
    ],
    [
      'Off',
      'Square',
      'ENTER',
      'PRINCIPAL',
      'DISABLED_USER',
      '"Off" is disabled in the directory: it may be listed, but enters rooms only once it is enabled.',
    ],
    [
      'Mute',
      'Square',
      'ENTER',
      'PRINCIPAL',
      'NO_SIP_ADDRESS',
      '"Mute" has no SIP address: it may be listed, but enters rooms only once it has one.',
    ],
    [
      'Cid',
      'Square',
      'ENTER',
      'POLICY',
      'POLICY_DISABLES',
      'The policy "Never", granted to "Cid", does not enable Persistent Chat: it would have to, or another be granted that does.',
    ],
    [
      'Mia',
      'Attic',
      'ENTER',
      'ROOM',
      'ROOM_DISABLED',
      'The room "Attic" is disabled: until it is enabled nobody enters it, and its managers alone find it.',
    ],
    [
      'Ann',
      'Attic',
      'FIND',
      'ROOM',
      'ROOM_DISABLED',
      'The room "Attic" is disabled: until it is enabled nobody enters it, and its managers alone find it.',
    ],
    [
      'Fay',
      'Bench',
      'FIND',
      'DENIED',
      'DENIED',
      '"Fay" is itself a denied member of the category "Science", and 1 more reaches it: whoever is denied is outside the wall, whatever else allows it.',
    ],
    [
      'Banned',
      'Bench',
      'MANAGE',
      'DENIED',
      'DENIED',
      'The denied member "Science Banned" of the category "Science" reaches "Banned": whoever is denied is outside the wall, whatever else allows it.',
    ],
    [
      'Dan',
      'Square',
      'ENTER',
      'ALLOWED',
      'NOT_ALLOWED',
      'No allowed member of the category "General" reaches "Dan": one that does would have to be added for it to be inside the wall.',
    ],
    [
      'Mia',
      'Lobby',
      'ENTER',
      'MEMBERS',
      'NOT_A_MEMBER',
      'No member of the room "Lobby" reaches "Mia": one that does would have to be added, or the room be Open.',
    ],
    [
      'Bob',
      'Vault',
      'FIND',
      'MEMBERS',
      'NOT_A_MEMBER',
      'No member of the room "Vault" reaches "Bob": one that does would have to be added, or the room be Open.',
    ],
    [
      'Bob',
      'Stage',
      'POST',
      'PRESENTERS',
      'NOT_A_PRESENTER',
      'No presenter of the room "Stage" reaches "Bob": in an auditorium only presenters post, and one that does would have to be added.',
    ],
    [
      'Ann',
      'Lobby',
      'MANAGE',
      'MANAGERS',
      'NOT_A_MANAGER',
      'No manager of the room "Lobby" reaches "Ann": one that does would have to be added for it to manage the room.',
    ],
  ])('why %s may not, in %s, %s', async (principal, room, action, decidedBy, reason, message) => {
    const explanation = await explain(principal, room, action);
    expect(explanation).toMatchObject({ allowed: false, decidedBy, reason, message });
    expect(stepOf(explanation, decidedBy)).toMatchObject({ outcome: 'UNMET', reason, message });
  });

  it('why somebody may do nothing who vanished from the directory', async () => {
    const { Gone: _gone, ...directory } = structuredClone(scene.directory);
    directory.Staff!.members!.pop();
    await organisation.sync(directory);
    for (const action of ['ENTER', 'POST', 'FIND', 'MANAGE']) {
      expect(await explain('Gone', 'Square', action)).toMatchObject({
        ...{ allowed: false, decidedBy: 'PRINCIPAL', reason: 'MISSING' },
        message:
          '"Gone" is missing from the directory: whatever lists it is without effect until the directory has it again.',
      });
    }
  });
});

describe('the trace', () => {
  it('has every check in its order, those after the deciding one too', async () => {
    const { steps } = await explain('Cid', 'Lobby', 'ENTER');
    expect(steps.map(({ check, outcome, reason }) => `${check} ${outcome} ${reason}`)).toEqual([
      'PRINCIPAL MET ACTIVE_USER',
      'POLICY UNMET POLICY_DISABLES',
      'ROOM MET ROOM_ENABLED',
      'DENIED MET NOT_DENIED',
      'ALLOWED MET ALLOWED',
      'MEMBERS UNMET NOT_A_MEMBER',
      'PRESENTERS NOT_NEEDED NORMAL_ROOM',
      'MANAGERS NOT_NEEDED NOT_A_MANAGER',
    ]);
    const managing = await explain('Cid', 'Lobby', 'MANAGE');
    expect(managing.steps.map(({ outcome }) => outcome)).toEqual([
      ...['NOT_NEEDED', 'NOT_NEEDED', 'NOT_NEEDED', 'MET', 'MET', 'NOT_NEEDED', 'NOT_NEEDED', 'UNMET'],
    ]);
  });

  it('says of a group what holds for it: it is inside the wall, and no policy is its own', async () => {
    const explanation = await explain('Team', 'Lobby', 'ENTER');
    expect(explanation.steps.map(({ reason }) => reason)).toEqual([
      ...['NOT_A_USER', 'NO_POLICY', 'ROOM_ENABLED', 'NOT_DENIED', 'ALLOWED', 'MEMBER', 'NORMAL_ROOM', 'NOT_A_MANAGER'],
    ]);
    expect(stepOf(explanation, 'POLICY')).toMatchObject({
      policy: null,
      message: 'Policies apply to users alone, and "Team" is a group.',
    });
  });

  it.each([
    ['Ann', 'GLOBAL', 'global', 'The global policy, which applies to "Ann", enables Persistent Chat.'],
    ['Bob', 'SITE', 'site:Redmond', 'The policy "site:Redmond", of the site of "Bob", enables Persistent Chat.'],
    [
      'Cid',
      'GRANTED',
      'Never',
      'The policy "Never", granted to "Cid", does not enable Persistent Chat: it would have to, or another be granted that does.',
    ],
  ])('has the policy of %s, and where it comes from: %s', async (principal, source, identity, message) => {
    const step = stepOf(await explain(principal, 'Square', 'ENTER'), 'POLICY');
    expect(step).toMatchObject({ policy: { source, policy: { identity } }, message });
  });

  it('has every entry that reaches the principal, the nearest first, each with a shortest path', async () => {
    const allowed = stepOf(await explain('Ann', 'Lobby', 'ENTER'), 'ALLOWED');
    expect(allowed.entries!.map(({ entry }) => entry.displayName)).toEqual(['Team', 'Staff']);
    expect(allowed.entries!.map(written)).toEqual(['Ann, MEMBER Team', 'Ann, MEMBER Team, MEMBER Desk, MEMBER Staff']);
    expect(allowed.message).toBe(
      'The allowed member "Team" of the category "General" reaches "Ann", and 1 more reaches it.',
    );
    const fay = await explain('Fay', 'Bench', 'ENTER');
    expect(stepOf(fay, 'ALLOWED').entries!.map(written)).toEqual(['Fay, CONTAINS Lab Desk, CONTAINS Lab']);
    expect(stepOf(fay, 'DENIED').entries!.map(written)).toEqual(['Fay', 'Fay, MEMBER Banned, MEMBER Science Banned']);
    expect(stepOf(fay, 'PRINCIPAL')).toMatchObject({ entryCount: null, entries: null });
  });

  it('counts all entries, and shows as many as are asked for', async () => {
    const asked = { ...variables('Ann', 'Lobby', 'ENTER'), first: 1 };
    const { explainAccess } = await organisation.data<{ explainAccess: Explanation }>(EXPLAIN, asked);
    const allowed = stepOf(explainAccess, 'ALLOWED');
    expect(allowed.entryCount).toBe(2);
    expect(allowed.entries!.map(written)).toEqual(['Ann, MEMBER Team']);
  });
});

describe('is as of a change', () => {
  it('that it names, and follows what is changed', async () => {
    const before = await explain('Ann', 'Lobby', 'ENTER');
    await organisation.data(
      'mutation { setCategory(input: { identity: "General", deniedMembers: { add: ["Desk"] } }) { plan } }',
    );
    const after = await explain('Ann', 'Lobby', 'ENTER');
    expect(after).toMatchObject({ allowed: false, reason: 'DENIED', version: before.version + 1 });
    expect(stepOf(after, 'DENIED').entries!.map(written)).toEqual(['Ann, MEMBER Team, MEMBER Desk']);
  });

  it('whatever changes while it is asked: of the category, of policies, and back', async () => {
    const wall = (change: string) =>
      `mutation { setCategory(input: { identity: "General", deniedMembers: { ${change}: ["Desk"] } }) { plan } }`;
    const grant = (policy: string) =>
      `mutation { grantPolicy(input: { identity: "Ann", policy: ${policy} }) { plan } }`;
    const changes = [wall('add'), grant('"Never"'), wall('remove'), grant('null')];
    const afterEach = [
      { reason: 'MEMBER', denied: 0, policy: 'global' },
      { reason: 'DENIED', denied: 1, policy: 'global' },
      { reason: 'POLICY_DISABLES', denied: 1, policy: 'Never' },
      { reason: 'POLICY_DISABLES', denied: 0, policy: 'Never' },
    ];
    const answers = [await explain('Ann', 'Lobby', 'ENTER')];
    let changing = true;
    const changed = (async () => {
      for (let round = 0; round < 3; round++) for (const change of changes) await organisation.data(change);
    })().finally(() => (changing = false));
    while (changing) answers.push(await explain('Ann', 'Lobby', 'ENTER'));
    await changed;
    answers.push(await explain('Ann', 'Lobby', 'ENTER'));

    const [{ version: first }] = answers as [Explanation];
    expect(answers.at(-1)!.version).toBe(first + 12);
    for (const answer of answers) {
      const told = {
        reason: answer.reason,
        denied: stepOf(answer, 'DENIED').entryCount,
        policy: stepOf(answer, 'POLICY').policy!.policy.identity,
      };
      expect([answer.version, told]).toEqual([answer.version, afterEach[(answer.version - first) % 4]]);
    }
  });

  it('and takes the same few statements, one of them for all that decides, however much there is to tell', async () => {
    const ask = (principal: string, room: string) => () => explain(principal, room, 'POST');
    await ask('Mia', 'Square')();
    const little = await organisation.gateway.statementsOf(ask('Dan', 'Stage'));
    const much = await organisation.gateway.statementsOf(ask('Ann', 'Lobby'));
    const deciding = (statements: string[]) => statements.filter((text) => text.includes('access_entries'));
    expect([deciding(little).length, deciding(much).length]).toEqual([1, 1]);
    // The token, the principal, the room, what decides, the policy and the pool; and those on the paths, where there are any.
    expect([little.length, much.length]).toEqual([6, 7]);
  });
});

describe('is asked', () => {
  it.each(['administrator', 'viewer'])('by the %s about anybody', async (as) => {
    const explanation = await explain('Fay', 'Bench', 'ENTER', as);
    expect(stepOf(explanation, 'DENIED')).toMatchObject({ entryCount: 2 });
  });

  it('by a user about itself, who sees no entries of the category', async () => {
    const explanation = await explain('Ann', 'Lobby', 'ENTER', 'Ann');
    expect(explanation).toMatchObject({ allowed: true, reason: 'MEMBER' });
    for (const check of ['DENIED', 'ALLOWED'])
      expect(stepOf(explanation, check)).toMatchObject({ outcome: 'MET', entryCount: null, entries: null });
    expect(stepOf(explanation, 'ALLOWED').message).toBe(
      '"Ann" is reached by the allowed members of the category "General".',
    );
    expect(stepOf(explanation, 'MEMBERS').entries!.map(written)).toEqual(['Ann, MEMBER Team']);
  });

  it('by a user about others in rooms that it manages, and in those of categories in which it is a creator', async () => {
    expect(await explain('Dan', 'Lobby', 'ENTER', 'Mia')).toMatchObject({
      reason: 'NOT_ALLOWED',
      steps: expect.arrayContaining([expect.objectContaining({ check: 'ALLOWED', entries: null })]),
    });
    expect(await explain('Mia', 'Stage', 'POST', 'Bob')).toMatchObject({ reason: 'NOT_A_PRESENTER' });
    expect(await organisation.refusal(EXPLAIN, variables('Ann', 'Stage', 'POST'), 'Mia')).toEqual({
      message: 'Only managers of the room "Stage" see who is eligible in it.',
      code: 'FORBIDDEN',
    });
  });

  it('by a user of no room that it may not find', async () => {
    for (const [user, room] of [
      ['Bob', 'Vault'],
      ['Fay', 'Bench'],
    ] as const) {
      expect(await organisation.refusal(EXPLAIN, variables(user, room, 'ENTER'), user)).toEqual({
        message: `There is no room "${room}".`,
        code: 'NOT_FOUND',
        parameter: 'room',
      });
    }
  });
});

describe('is refused', () => {
  it.each([
    ['Nobody', 'Lobby', 'NOT_FOUND', 'principal', '"Nobody" names no principal of the directory.'],
    ['Ann', 'Nowhere', 'NOT_FOUND', 'room', 'There is no room "Nowhere".'],
    // Of two mistakes the first is told.
    ['Nobody', 'Nowhere', 'NOT_FOUND', 'principal', '"Nobody" names no principal of the directory.'],
    ['', '', 'BAD_USER_INPUT', 'principal', 'An identity is empty.'],
    [
      'Twin',
      'Lobby',
      'AMBIGUOUS_IDENTITY',
      'principal',
      '"Twin" names 2 principals; a SIP address or distinguished name tells them apart.',
    ],
    [
      'An*',
      'Lobby',
      'BAD_USER_INPUT',
      'principal',
      '"An*" has a wildcard, which is accepted only where several principals are meant.',
    ],
  ])('of %s in %s: %s', async (principal, room, code, parameter, message) => {
    const refusal = await organisation.refusal(EXPLAIN, variables(principal, room, 'ENTER'));
    expect(refusal).toMatchObject({ code, parameter, message });
  });

  it('of a room that two pools have', async () => {
    expect(await organisation.refusal(EXPLAIN, { principal: 'Ann', room: 'Lobby', action: 'ENTER' })).toEqual({
      message: '"Lobby" may be atl.litwareinc.com\\Lobby or red.litwareinc.com\\Lobby; name the pool too.',
      code: 'AMBIGUOUS_IDENTITY',
      parameter: 'room',
      candidates: [
        { id: expect.any(String), identity: 'atl.litwareinc.com\\Lobby' },
        { id: expect.any(String), identity: 'red.litwareinc.com\\Lobby' },
      ],
    });
  });

  it.each([-1, 501])('with %i entries', async (first) => {
    const { errors } = await organisation.ask(EXPLAIN, { ...variables('Ann', 'Lobby', 'ENTER'), first });
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', parameter: 'first' });
  });
});
