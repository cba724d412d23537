import { Role } from '../../../src/security/access-token.entity';
import { DAWN, TestOrganisation } from '../../support/described-organisation';
import { scene } from './scene';

const SET_ADDIN = `mutation SetAddin($input: SetAddinInput!) {
  setAddin(input: $input) {
    addin { id identity name url version updatedAt }
    changes { path before after }
    warnings { code message }
    plan
    operationId
    auditEntry { operation identity changes { path before after } }
  }
}`;

interface SetAddin {
  setAddin: { plan: string | null; operationId: string | null; auditEntry: object | null };
}

const WIKI = 'red.litwareinc.com\\Wiki';
const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = new Date('2026-11-22T09:00:00.000Z');

let organisation: TestOrganisation;
let now = NOW;
let id: string;

beforeAll(async () => {
  organisation = await TestOrganisation.start(scene, { now: () => now });
  id = await organisation.globalId('Addin', 'Wiki');
});

beforeEach(async () => {
  now = NOW;
  await organisation.reset();
});

const set = async (input: object, as?: string): Promise<SetAddin['setAddin']> =>
  (await organisation.data<SetAddin>(SET_ADDIN, { input }, as)).setAddin;
const refused = (input: object, as?: string) => organisation.refusal(SET_ADDIN, { input }, as);

it('changes what is given, leaves the rest, and raises the version', async () => {
  const changes = [{ path: 'name', before: 'Wiki', after: 'Handbook' }];
  expect(await set({ identity: WIKI, name: 'Handbook' })).toEqual({
    addin: {
      id,
      identity: 'red.litwareinc.com\\Handbook',
      name: 'Handbook',
      url: 'https://wiki.litwareinc.com/',
      version: 2,
      updatedAt: NOW.toISOString(),
    },
    changes,
    warnings: [],
    plan: null,
    operationId: expect.any(String),
    auditEntry: { operation: 'setAddin', identity: WIKI, changes },
  });
});

it('takes the same name in another case', async () => {
  expect(await set({ id, name: 'WIKI' })).toMatchObject({ addin: { name: 'WIKI', version: 2 } });
});

it('writes nothing where everything is so already, and says it', async () => {
  const { auditEntry, ...answer } = await set({ id, name: 'Wiki', url: 'https://wiki.litwareinc.com/' });
  expect(auditEntry).toBeNull();
  expect(answer).toMatchObject({
    addin: { version: 1, updatedAt: DAWN.toISOString() },
    changes: [],
    warnings: [{ code: 'NOTHING_CHANGED', message: 'Everything is as the input says already; nothing is written.' }],
    operationId: null,
  });
});

it('lets a filter find the new address, and the old one no longer', async () => {
  await set({ id, url: 'https://HANDBOOK.litwareinc.com/Ä' });
  const found = async (like: string) =>
    organisation.data(`{ addins(where: { url: { like: "${like}" } }) { nodes { id } } }`);
  expect(await found('*handbook*ä')).toEqual({ addins: { nodes: [{ id }] } });
  expect(await found('https://wiki.litwareinc.com/')).toEqual({ addins: { nodes: [] } });
});

describe('a plan', () => {
  const input = () => ({ id, url: 'https://new.litwareinc.com/' });
  const planned = async (): Promise<string> => (await set({ ...input(), whatIf: true })).plan!;

  it('says what would change, and changes nothing', async () => {
    const before = await organisation.stored();
    expect(await set({ ...input(), whatIf: true })).toEqual({
      addin: expect.objectContaining({ version: 1, url: 'https://wiki.litwareinc.com/' }),
      changes: [{ path: 'url', before: 'https://wiki.litwareinc.com/', after: 'https://new.litwareinc.com/' }],
      warnings: [],
      plan: expect.stringMatching(/^[\w-]{43}\.[\w.-]+$/),
      operationId: null,
      auditEntry: null,
    });
    expect(await organisation.stored()).toEqual(before);
  });

  it('is carried out when it is confirmed, whatever the reason', async () => {
    expect(await set({ ...input(), confirm: await planned(), reason: 'Agreed' })).toMatchObject({
      addin: { version: 2, url: 'https://new.litwareinc.com/' },
      plan: null,
    });
  });

  const stale = {
    code: 'PLAN_STALE',
    parameter: 'input.confirm',
  };

  it('is stale for another input', async () => {
    const confirm = await planned();
    expect(await refused({ ...input(), name: 'Handbook', confirm })).toMatchObject({ ...stale, moved: ['INPUT'] });
  });

  it('is stale once somebody changed the thing', async () => {
    const confirm = await planned();
    await set({ id, name: 'Handbook' });
    expect(await refused({ ...input(), confirm })).toMatchObject({
      ...stale,
      moved: ['THINGS'],
      things: [{ id, identity: 'red.litwareinc.com\\Handbook', version: 2 }],
    });
  });

  it('is stale the second time', async () => {
    const confirm = await planned();
    await set({ ...input(), confirm });
    expect(await refused({ ...input(), confirm })).toMatchObject(stale);
  });

  it("is stale in another administrator's hands", async () => {
    const confirm = await planned();
    const as = await organisation.gateway.token({ name: 'Colleague', role: Role.ADMINISTRATOR });
    const { errors } = await organisation.gateway.graphql(SET_ADDIN, { input: { ...input(), confirm } }, { as });
    expect(errors).toMatchObject([{ extensions: { code: 'PLAN_STALE', moved: ['CALLER'] } }]);
  });

  it('is asked for or confirmed, not both', async () => {
    expect(await refused({ ...input(), whatIf: true, confirm: 'x' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.confirm',
      message: 'Give "whatIf" or "confirm", not both: the one asks for a plan, the other carries it out.',
    });
  });
});

describe('a version', () => {
  it('that is the present one lets the change pass', async () => {
    expect(await set({ id, expectedVersion: 1, name: 'Handbook' })).toMatchObject({ addin: { version: 2 } });
  });

  it('that is an older one is a conflict, which shows the present state', async () => {
    await set({ id, name: 'Handbook' });
    expect(await refused({ id, expectedVersion: 1, url: 'https://late.litwareinc.com/' })).toEqual({
      code: 'CONFLICT',
      parameter: 'input.expectedVersion',
      cmdlet: 'Set-CsPersistentChatAddin',
      message: 'red.litwareinc.com\\Handbook has version 2 by now, not 1: somebody changed it.',
      current: {
        id,
        identity: 'red.litwareinc.com\\Handbook',
        version: 2,
        updatedAt: NOW.toISOString(),
        name: 'Handbook',
        url: 'https://wiki.litwareinc.com/',
      },
    });
  });

  it('lets exactly one of several who saw the same one have their way', async () => {
    const inputs = Array.from({ length: 6 }, (_, i) => ({
      id,
      expectedVersion: 1,
      url: `https://wiki.litwareinc.com/${i}`,
    }));
    const answers = await Promise.all(inputs.map((input) => organisation.ask(SET_ADDIN, { input })));
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'OK');
    expect(codes.toSorted()).toEqual([...Array<string>(5).fill('CONFLICT'), 'OK']);
  });
});

it('keeps the changes of two who change different things at once', async () => {
  await Promise.all([set({ id, name: 'Handbook' }), set({ id, url: 'https://handbook.litwareinc.com/' })]);
  const query = 'query ($id: ID) { addin(id: $id) { name url version history { totalCount } } }';
  expect(await organisation.data(query, { id })).toEqual({
    addin: { name: 'Handbook', url: 'https://handbook.litwareinc.com/', version: 3, history: { totalCount: 2 } },
  });
});

it('lets one of several have a name that all want at once', async () => {
  const rename = (identity: string) => organisation.ask(SET_ADDIN, { input: { identity, name: 'Handbook' } });
  const answers = await Promise.all([WIKI, 'Map', 'Tickets', 'Écran'].map(rename));
  const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'OK');
  expect(codes.toSorted()).toEqual(['ALREADY_EXISTS', 'ALREADY_EXISTS', 'ALREADY_EXISTS', 'OK']);
});

describe('an idempotency key', () => {
  const input = () => ({ id, url: 'https://once.litwareinc.com/', idempotencyKey: 'key' });

  it('gives a retry the first answer, and changes nothing more', async () => {
    const first = await set(input());
    await set({ id, url: 'https://later.litwareinc.com/' });
    expect(await set(input())).toMatchObject({
      operationId: first.operationId,
      changes: [{ path: 'url', before: 'https://wiki.litwareinc.com/', after: 'https://once.litwareinc.com/' }],
      addin: { url: 'https://later.litwareinc.com/', version: 3 },
    });
  });

  it('makes one change of several tries at once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => set(input())));
    expect(new Set(answers.map(({ operationId }) => operationId)).size).toBe(1);
    expect(answers[0]!.operationId).not.toBeNull();
    expect(await set({ id, name: 'Handbook' })).toMatchObject({ addin: { version: 3 } });
  });

  it('is refused for another input', async () => {
    await set(input());
    expect(await refused({ ...input(), url: 'https://else.litwareinc.com/' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.idempotencyKey',
      message: 'The idempotency key "key" was used for another input before.',
    });
  });

  it("does not meet another caller's", async () => {
    await set(input());
    const as = await organisation.gateway.token({ name: 'Colleague', role: Role.ADMINISTRATOR });
    const theirs = { ...input(), url: 'https://theirs.litwareinc.com/' };
    expect(await organisation.gateway.graphql(SET_ADDIN, { input: theirs }, { as })).toMatchObject({
      data: { setAddin: { addin: { url: 'https://theirs.litwareinc.com/', version: 3 } } },
    });
  });

  it('is forgotten after a day', async () => {
    const nextDay = { ...input(), url: 'https://next-day.litwareinc.com/' };
    await set(input());
    now = new Date(NOW.getTime() + DAY_MS);
    expect(await refused(nextDay)).toMatchObject({ parameter: 'input.idempotencyKey' });
    now = new Date(NOW.getTime() + DAY_MS + 1);
    expect(await set(nextDay)).toMatchObject({ addin: { url: 'https://next-day.litwareinc.com/' } });
  });

  it('is not used up by a refusal', async () => {
    expect(await refused({ ...input(), name: '' })).toMatchObject({ parameter: 'input.name' });
    expect(await set(input())).toMatchObject({ addin: { version: 2 } });
  });
});

describe('a refusal, which writes nothing,', () => {
  it.each([
    [{ name: null }, 'BAD_USER_INPUT', 'input.name', '"name" can\'t be null; leave it out to let it stay.'],
    [{ url: null }, 'BAD_USER_INPUT', 'input.url', '"url" can\'t be null; leave it out to let it stay.'],
    [{ name: '' }, 'BAD_USER_INPUT', 'input.name', 'The name "" is empty.'],
    [
      { url: 'ftp://files.litwareinc.com/' },
      'BAD_USER_INPUT',
      'input.url',
      'The address ftp://files.litwareinc.com/ begins with "ftp:"; rooms show pages of "http:" and "https:" only.',
    ],
    [{ identity: 'Wiki' }, 'BAD_USER_INPUT', 'input.identity', 'Give "identity" or "id", not both.'],
    [{ id: null }, 'BAD_USER_INPUT', 'input.identity', 'Say which one is meant, by "identity" or by "id".'],
    [{ id: null, identity: 'Nothing' }, 'NOT_FOUND', 'input.identity', 'There is no add-in "Nothing".'],
    [
      { name: 'TICKETS' },
      'ALREADY_EXISTS',
      'input.name',
      'The name "TICKETS" is taken: another add-in of the pool red.litwareinc.com has it.',
    ],
  ])('comes for %j', async (fault, code, parameter, message) => {
    expect(await refused({ id, ...fault })).toMatchObject({ code, parameter, message });
  });

  it('comes to everybody but administrators', async () => {
    for (const as of ['viewer', 'Ann']) {
      expect(await refused({ id, name: 'Mine' }, as)).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});
