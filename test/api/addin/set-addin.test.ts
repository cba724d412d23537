import { Role } from '../../../src/security/access-token.entity';
import type { TestGateway } from '../../support/gateway';
import { change, POOL, startOrganisation, tokenOf } from '../../support/organisation';
import { type Refusal, refusal } from '../../support/refusal';

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
  setAddin: { plan: string | null; operationId: string | null };
}

let gateway: TestGateway;
let id: string;
let now = new Date('2026-11-22T08:00:00.000Z');
let count = 0;

beforeAll(async () => {
  gateway = await startOrganisation({ now: () => now });
});

/** Each test has an add-in of its own. */
beforeEach(async () => {
  now = new Date('2026-11-22T08:00:00.000Z');
  count += 1;
  ({ id } = await change(gateway, 'newAddin', { name: `Wiki ${count}`, url: 'https://wiki.litwareinc.com/' }));
  now = new Date('2026-11-22T09:00:00.000Z');
});

const refused = (input: object, as?: string): Promise<Refusal> => refusal(gateway, SET_ADDIN, { input }, { as });

it('changes what is given, leaves the rest, and raises the version', async () => {
  const before = `${POOL}\\Wiki ${count}`;
  const changes = [{ path: 'name', before: `Wiki ${count}`, after: `Handbook ${count}` }];
  const answer = await gateway.graphql<SetAddin>(SET_ADDIN, { input: { identity: before, name: `Handbook ${count}` } });
  expect(answer).toEqual({
    data: {
      setAddin: {
        addin: {
          id,
          identity: `${POOL}\\Handbook ${count}`,
          name: `Handbook ${count}`,
          url: 'https://wiki.litwareinc.com/',
          version: 2,
          updatedAt: now.toISOString(),
        },
        changes,
        warnings: [],
        plan: null,
        operationId: expect.any(String),
        auditEntry: { operation: 'setAddin', identity: before, changes },
      },
    },
  });
});

it('keeps the name when only its case changes', async () => {
  expect(await gateway.graphql(SET_ADDIN, { input: { id, name: `WIKI ${count}` } })).toMatchObject({
    data: { setAddin: { addin: { name: `WIKI ${count}`, version: 2 } } },
  });
});

it('writes nothing where everything is so already, and says it', async () => {
  expect(
    await gateway.graphql(SET_ADDIN, { input: { id, name: `Wiki ${count}`, url: 'https://wiki.litwareinc.com/' } }),
  ).toEqual({
    data: {
      setAddin: expect.objectContaining({
        addin: expect.objectContaining({ version: 1 }),
        changes: [],
        warnings: [
          { code: 'NOTHING_CHANGED', message: 'Everything is as the input says already; nothing is written.' },
        ],
        operationId: null,
        auditEntry: null,
      }),
    },
  });
});

it('finds the new address, and no longer the old one, by a filter', async () => {
  await change(gateway, 'setAddin', { id, url: 'https://HANDBOOK.litwareinc.com/Ä' });
  const found = (like: string) => gateway.graphql(`{ addins(where: { url: { like: "${like}" } }) { nodes { id } } }`);
  expect(await found('*handbook*ä')).toEqual({ data: { addins: { nodes: [{ id }] } } });
  expect(await found('https://wiki*')).not.toMatchObject({
    data: { addins: { nodes: expect.arrayContaining([{ id }]) } },
  });
});

describe('a plan', () => {
  const planned = async (input: object): Promise<string> => {
    const { data } = await gateway.graphql<SetAddin>(SET_ADDIN, { input: { ...input, whatIf: true } });
    return data!.setAddin.plan!;
  };

  it('says what would change, and changes nothing', async () => {
    const answer = await gateway.graphql<SetAddin>(SET_ADDIN, {
      input: { id, url: 'https://new.litwareinc.com/', whatIf: true },
    });
    expect(answer).toEqual({
      data: {
        setAddin: {
          addin: expect.objectContaining({ version: 1, url: 'https://wiki.litwareinc.com/' }),
          changes: [{ path: 'url', before: 'https://wiki.litwareinc.com/', after: 'https://new.litwareinc.com/' }],
          warnings: [],
          plan: expect.stringMatching(/^[\w-]{43}$/),
          operationId: null,
          auditEntry: null,
        },
      },
    });
  });

  it('is carried out when it is confirmed, even with another reason', async () => {
    const input = { id, url: 'https://new.litwareinc.com/' };
    const confirm = await planned(input);
    expect(await gateway.graphql(SET_ADDIN, { input: { ...input, confirm, reason: 'Agreed' } })).toMatchObject({
      data: { setAddin: { addin: { version: 2, url: 'https://new.litwareinc.com/' }, plan: null } },
    });
  });

  it.each([
    ['for another input', async (input: object) => ({ ...input, url: 'https://other.litwareinc.com/' })],
    [
      'once somebody changed the thing',
      async (input: object) => {
        await change(gateway, 'setAddin', { id, name: `Changed ${count}` });
        return input;
      },
    ],
    [
      'a second time',
      async (input: object) => {
        await change(gateway, 'setAddin', { ...input, confirm: await planned(input) });
        return input;
      },
    ],
  ])('is stale %s', async (_when, meanwhile) => {
    const input = { id, url: 'https://new.litwareinc.com/' };
    const confirm = await planned(input);
    expect(await refused({ ...(await meanwhile(input)), confirm })).toMatchObject({
      code: 'PLAN_STALE',
      parameter: 'input.confirm',
      message:
        'The plan no longer holds: its input or what it was made from changed since. Ask for a new one with "whatIf".',
    });
  });

  it('is stale for another administrator', async () => {
    const input = { id, url: 'https://new.litwareinc.com/' };
    const confirm = await planned(input);
    const colleague = await gateway.token({ name: 'Colleague', role: Role.ADMINISTRATOR });
    expect(await refused({ ...input, confirm }, colleague)).toMatchObject({ code: 'PLAN_STALE' });
  });

  it('is asked for or confirmed, not both', async () => {
    expect(await refused({ id, whatIf: true, confirm: 'x' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.confirm',
      message: 'Give "whatIf" or "confirm", not both: the one asks for a plan, the other carries it out.',
    });
  });
});

describe('a version', () => {
  it('that is the present one lets the change pass', async () => {
    expect(await change(gateway, 'setAddin', { id, expectedVersion: 1, name: `Named ${count}` })).toMatchObject({
      version: 2,
    });
  });

  it('that is an older one is a conflict, which shows the present state', async () => {
    await change(gateway, 'setAddin', { id, name: `Renamed ${count}` });
    expect(await refused({ id, expectedVersion: 1, url: 'https://late.litwareinc.com/' })).toEqual({
      code: 'CONFLICT',
      parameter: 'input.expectedVersion',
      cmdlet: 'Set-CsPersistentChatAddin',
      message: `${POOL}\\Renamed ${count} has version 2 by now, not 1: somebody changed it.`,
      current: {
        id,
        identity: `${POOL}\\Renamed ${count}`,
        version: 2,
        updatedAt: now.toISOString(),
        name: `Renamed ${count}`,
        url: 'https://wiki.litwareinc.com/',
      },
    });
  });

  it('lets exactly one of several who saw the same one have their way', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        gateway.graphql(SET_ADDIN, { input: { id, expectedVersion: 1, url: `https://wiki.litwareinc.com/${i}` } }),
      ),
    );
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'OK');
    expect(codes.toSorted()).toEqual([...Array<string>(5).fill('CONFLICT'), 'OK']);
  });
});

it('keeps the changes of two who change different things at once', async () => {
  await Promise.all([
    change(gateway, 'setAddin', { id, name: `Both ${count}` }),
    change(gateway, 'setAddin', { id, url: 'https://both.litwareinc.com/' }),
  ]);
  expect(
    await gateway.graphql('query($id: ID) { addin(id: $id) { name url version history { totalCount } } }', { id }),
  ).toEqual({
    data: {
      addin: { name: `Both ${count}`, url: 'https://both.litwareinc.com/', version: 3, history: { totalCount: 3 } },
    },
  });
});

describe('an idempotency key', () => {
  const keyed = (input: object, idempotencyKey: string, as?: string) =>
    gateway.graphql<SetAddin>(SET_ADDIN, { input: { id, ...input, idempotencyKey } }, { as });
  const input = { url: 'https://once.litwareinc.com/' };

  it('gives a retry the first answer, and changes nothing more', async () => {
    const first = await keyed(input, `retry ${count}`);
    await change(gateway, 'setAddin', { id, url: 'https://later.litwareinc.com/' });
    const { data } = await keyed(input, `retry ${count}`);
    expect(data!.setAddin).toMatchObject({
      operationId: first.data!.setAddin.operationId,
      changes: [{ path: 'url', before: 'https://wiki.litwareinc.com/', after: 'https://once.litwareinc.com/' }],
      addin: { url: 'https://later.litwareinc.com/', version: 3 },
    });
  });

  it('makes one change of many tries at once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => keyed(input, `burst ${count}`)));
    const operations = new Set(answers.map(({ data }) => data?.setAddin.operationId));
    expect([...operations]).toEqual([expect.any(String)]);
    expect(answers[5]!.data!.setAddin).toMatchObject({ addin: { version: 2 } });
  });

  it('is refused for another input', async () => {
    await keyed(input, `other ${count}`);
    expect(await refused({ id, url: 'https://else.litwareinc.com/', idempotencyKey: `other ${count}` })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.idempotencyKey',
      message: `The idempotency key "other ${count}" was used for another input before.`,
    });
  });

  it("does not meet another caller's", async () => {
    await keyed(input, `mine ${count}`);
    const colleague = await gateway.token({ name: 'Colleague', role: Role.ADMINISTRATOR });
    const { data } = await keyed({ url: 'https://theirs.litwareinc.com/' }, `mine ${count}`, colleague);
    expect(data!.setAddin).toMatchObject({ addin: { url: 'https://theirs.litwareinc.com/', version: 3 } });
  });

  it('is forgotten after a day, and kept no longer by a refusal', async () => {
    await keyed(input, `day ${count}`);
    now = new Date(now.getTime() + 24 * 60 * 60 * 1000 + 1);
    const { data } = await keyed({ url: 'https://next-day.litwareinc.com/' }, `day ${count}`);
    expect(data!.setAddin).toMatchObject({ addin: { url: 'https://next-day.litwareinc.com/' } });
    expect(await refused({ id, name: '', idempotencyKey: `failed ${count}` })).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    expect((await keyed({ name: `Mended ${count}` }, `failed ${count}`)).errors).toBeUndefined();
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
  ])('comes for %j', async (fault, code, parameter, message) => {
    expect(await refused({ id, ...fault })).toMatchObject({ code, parameter, message });
  });

  it('comes for the name of another add-in', async () => {
    await change(gateway, 'newAddin', { name: `Taken ${count}`, url: 'https://taken.litwareinc.com/' });
    expect(await refused({ id, name: `TAKEN ${count}` })).toMatchObject({
      code: 'ALREADY_EXISTS',
      parameter: 'input.name',
    });
  });

  it('comes to everybody but administrators', async () => {
    const user = await tokenOf(gateway, 'sip:ann@litwareinc.com');
    for (const as of ['viewer', user])
      expect(await refused({ id, name: 'Mine' }, as)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
