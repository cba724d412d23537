import { ConfiguredOrganisation } from '../../support/configured-organisation';
import { DAWN } from '../../support/described-organisation';

const PAYLOAD = `
  configuration { id identity version updatedAt defaultChatHistory maxFileSizeKB participantUpdateLimit roomManagementUrl pool { fqdn } }
  changes { path before after }
  warnings { code message }
  plan
  operationId
  auditEntry { operation identity changes { path before after } node { id } }`;
const NEW = `mutation ($input: NewConfigurationInput!) { change: newConfiguration(input: $input) { ${PAYLOAD} } }`;
const SET = `mutation ($input: SetConfigurationInput!) { change: setConfiguration(input: $input) { ${PAYLOAD} } }`;
const REMOVE = `mutation ($input: RemoveConfigurationInput!) {
  change: removeConfiguration(input: $input) {
    removedId changes { path before after } warnings { code message } plan operationId auditEntry { operation identity }
  }
}`;
const SHOW = `query ($identity: String!) {
  configuration(identity: $identity) { version defaultChatHistory maxFileSizeKB participantUpdateLimit roomManagementUrl }
}`;

const NOW = new Date('2026-11-22T09:00:00.000Z');
const REDMOND = 'site:Redmond';
const FIRST = 'service:PersistentChatServer:red-1.litwareinc.com';
const DEFAULTS = { defaultChatHistory: 30, maxFileSizeKB: 20_000, participantUpdateLimit: 75, roomManagementUrl: null };

let scene: ConfiguredOrganisation;

beforeAll(async () => {
  scene = await ConfiguredOrganisation.start(
    [
      [
        'newConfiguration',
        { identity: REDMOND, defaultChatHistory: 50, roomManagementUrl: 'https://rooms.litwareinc.com/' },
      ],
    ],
    { now: () => NOW },
  );
});
beforeEach(() => scene.reset());

interface Payload {
  configuration: { id: string; version: number } | null;
  plan: string | null;
  operationId: string | null;
}

const changed = async (query: string, input: object): Promise<Payload> =>
  (await scene.data<{ change: Payload }>(query, { input })).change;
const stored = async (identity: string) =>
  (await scene.data<{ configuration: object }>(SHOW, { identity })).configuration;

describe('newConfiguration', () => {
  it('makes one for a pool, with the defaults for what is left out', async () => {
    const made = await changed(NEW, { identity: FIRST.toUpperCase(), maxFileSizeKB: 1, force: true });
    expect(made).toEqual({
      configuration: {
        id: expect.any(String),
        identity: FIRST,
        version: 1,
        updatedAt: NOW.toISOString(),
        ...DEFAULTS,
        maxFileSizeKB: 1,
        pool: { fqdn: 'red-1.litwareinc.com' },
      },
      changes: [
        { path: 'identity', before: null, after: FIRST },
        { path: 'defaultChatHistory', before: null, after: 30 },
        { path: 'maxFileSizeKB', before: null, after: 1 },
        { path: 'participantUpdateLimit', before: null, after: 75 },
      ],
      warnings: [],
      plan: null,
      operationId: expect.any(String),
      auditEntry: expect.objectContaining({
        operation: 'newConfiguration',
        identity: FIRST,
        node: { id: made.configuration!.id },
      }),
    });
    expect(await stored(FIRST)).toEqual({ version: 1, ...DEFAULTS, maxFileSizeKB: 1 });
  });

  it.each([1, 500])('takes a history of %d messages', async (defaultChatHistory) => {
    expect(await changed(NEW, { identity: FIRST, defaultChatHistory })).toMatchObject({
      configuration: { defaultChatHistory },
    });
  });

  it('is planned and then confirmed', async () => {
    const input = { identity: FIRST, defaultChatHistory: 40 };
    const { plan, ...planned } = await changed(NEW, { ...input, whatIf: true });
    expect(planned).toMatchObject({ configuration: null, operationId: null, auditEntry: null });
    expect(await changed(NEW, { ...input, confirm: plan })).toMatchObject({
      configuration: { defaultChatHistory: 40 },
    });
  });

  it('in memory answers with it, and stores nothing', async () => {
    const before = await scene.stored();
    expect(await changed(NEW, { identity: FIRST, defaultChatHistory: 40, inMemory: true })).toMatchObject({
      configuration: { identity: FIRST, version: 0, ...DEFAULTS, defaultChatHistory: 40 },
      plan: null,
      operationId: null,
      auditEntry: null,
    });
    expect(await scene.stored()).toEqual(before);
  });

  it('lets one of several have a scope that all want at once', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => scene.ask(NEW, { input: { identity: FIRST } })));
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'OK');
    expect(codes.toSorted()).toEqual(['ALREADY_EXISTS', 'ALREADY_EXISTS', 'ALREADY_EXISTS', 'OK']);
  });

  it.each([
    [
      { identity: 'global' },
      'BAD_USER_INPUT',
      'identity',
      "The global configuration is always there and can't be made; it can be changed, and removing it resets it.",
    ],
    [{ identity: 'SITE:redmond' }, 'ALREADY_EXISTS', 'identity', 'There is a configuration "site:Redmond" already.'],
    [
      { identity: 'site:Dublin' },
      'NOT_FOUND',
      'identity',
      'The topology has no site "Dublin"; it has Atlanta, Redmond.',
    ],
    [
      { identity: 'service:PersistentChatServer:dub.litwareinc.com' },
      'NOT_FOUND',
      'identity',
      'The topology has no pool "dub.litwareinc.com"; it has atl.litwareinc.com, red-1.litwareinc.com, red-2.litwareinc.com.',
    ],
    [
      { identity: 'Everybody' },
      'BAD_USER_INPUT',
      'identity',
      '"Everybody" is no identity of configurations: they are known by "global", "site:NAME" or "service:PersistentChatServer:FQDN".',
    ],
    [
      { identity: 'service:Registrar:red-1.litwareinc.com' },
      'BAD_USER_INPUT',
      'identity',
      '"service:Registrar:red-1.litwareinc.com" is no identity of configurations: they are known by "global", "site:NAME" or "service:PersistentChatServer:FQDN".',
    ],
    [
      { identity: FIRST, defaultChatHistory: 0 },
      'BAD_USER_INPUT',
      'defaultChatHistory',
      'The default chat history is 0; it may be from 1 to 500 messages.',
    ],
    [
      { identity: FIRST, inMemory: true, defaultChatHistory: 501 },
      'BAD_USER_INPUT',
      'defaultChatHistory',
      'The default chat history is 501; it may be from 1 to 500 messages.',
    ],
    [
      { identity: FIRST, roomManagementUrl: 'ftp://files.litwareinc.com/' },
      'BAD_USER_INPUT',
      'roomManagementUrl',
      'The address ftp://files.litwareinc.com/ begins with "ftp:"; clients show pages of "http:" and "https:" only.',
    ],
    [
      { identity: FIRST, inMemory: true, confirm: 'x' },
      'BAD_USER_INPUT',
      'confirm',
      'Give "inMemory" or "confirm", not both: the one stores nothing, the other carries a plan out.',
    ],
  ])('refuses %j', async (input, code, parameter, message) => {
    expect(await scene.refusal(NEW, { input })).toEqual(
      expect.objectContaining({
        code,
        parameter: `input.${parameter}`,
        message,
        cmdlet: 'New-CsPersistentChatConfiguration',
      }),
    );
  });
});

describe('setConfiguration', () => {
  it('changes the global one where none is named', async () => {
    expect(await changed(SET, { participantUpdateLimit: 4_294_967_295 })).toMatchObject({
      configuration: { identity: 'global', version: 2, updatedAt: NOW.toISOString() },
      changes: [{ path: 'participantUpdateLimit', before: 75, after: 4_294_967_295 }],
      auditEntry: { operation: 'setConfiguration', identity: 'global' },
    });
    expect(await stored('global')).toEqual({ version: 2, ...DEFAULTS, participantUpdateLimit: 4_294_967_295 });
  });

  it('changes what is given, and leaves the rest', async () => {
    expect(await changed(SET, { identity: REDMOND, roomManagementUrl: null })).toMatchObject({
      changes: [{ path: 'roomManagementUrl', before: 'https://rooms.litwareinc.com/', after: null }],
    });
    expect(await stored(REDMOND)).toEqual({ version: 2, ...DEFAULTS, defaultChatHistory: 50 });
  });

  it('takes an address as long as it may be, whatever it is searched by', async () => {
    const roomManagementUrl = 'https://a.bc/'.padEnd(2_048, 'İ');
    await changed(SET, { identity: REDMOND, roomManagementUrl });
    expect(await stored(REDMOND)).toMatchObject({ roomManagementUrl });
  });

  it('takes the id, and the version that the caller saw', async () => {
    const id = await scene.idOf('Configuration', REDMOND);
    await changed(SET, { id, expectedVersion: 1, defaultChatHistory: 60 });
    expect(await scene.refusal(SET, { input: { id, expectedVersion: 1, defaultChatHistory: 70 } })).toMatchObject({
      code: 'CONFLICT',
      current: { id, identity: REDMOND, version: 2, defaultChatHistory: 60 },
    });
  });

  it('writes nothing where everything is so already', async () => {
    expect(await changed(SET, { identity: REDMOND, defaultChatHistory: 50 })).toMatchObject({
      configuration: { version: 1, updatedAt: DAWN.toISOString() },
      changes: [],
      warnings: [{ code: 'NOTHING_CHANGED' }],
      operationId: null,
    });
  });

  it.each([
    [{ defaultChatHistory: -1 }, 'The default chat history is -1; it may be from 1 to 500 messages.'],
    [{ defaultChatHistory: null }, '"defaultChatHistory" can\'t be null; leave it out to let it stay.'],
    [{ maxFileSizeKB: null }, '"maxFileSizeKB" can\'t be null; leave it out to let it stay.'],
    [
      { maxFileSizeKB: -1 },
      expect.stringContaining('-1 is not a valid UInt32; it is a whole number from 0 to 4294967295.'),
    ],
    [
      { participantUpdateLimit: 4_294_967_296 },
      expect.stringContaining('4294967296 is not a valid UInt32; it is a whole number from 0 to 4294967295.'),
    ],
    [
      { participantUpdateLimit: 1.5 },
      expect.stringContaining('1.5 is not a valid UInt32; it is a whole number from 0 to 4294967295.'),
    ],
    [
      { roomManagementUrl: 'rooms' },
      expect.stringContaining(
        '"rooms" is not a valid URL; it is written with its scheme, such as https://litwareinc.com/, in at most 2,048 characters.',
      ),
    ],
    [{ roomManagementUrl: ' https://rooms.litwareinc.com/' }, expect.stringContaining('is not a valid URL')],
    [{ roomManagementUrl: `https://a.bc/${'\ufb2c'.repeat(1_000)}` }, expect.stringContaining('is not a valid URL')],
    [{ identity: 'site:Atlanta' }, 'There is no configuration "site:Atlanta".'],
    [{ identity: 'global', id: 'x' }, 'Give "identity" or "id", not both.'],
  ])('refuses %j', async (input, message) => {
    const refusal = await scene.refusal(SET, { input });
    expect(refusal).toMatchObject({ message, code: expect.stringMatching(/^(BAD_USER_INPUT|NOT_FOUND)$/) });
  });
});

describe('removeConfiguration', () => {
  it('removes that of a site; its pools fall back to the global one', async () => {
    const removedId = await scene.idOf('Configuration', REDMOND);
    expect(await changed(REMOVE, { identity: REDMOND, force: true })).toEqual({
      removedId,
      changes: [
        { path: 'identity', before: REDMOND, after: null },
        { path: 'defaultChatHistory', before: 50, after: null },
        { path: 'maxFileSizeKB', before: 20_000, after: null },
        { path: 'participantUpdateLimit', before: 75, after: null },
        { path: 'roomManagementUrl', before: 'https://rooms.litwareinc.com/', after: null },
      ],
      warnings: [],
      plan: null,
      operationId: expect.any(String),
      auditEntry: { operation: 'removeConfiguration', identity: REDMOND },
    });
    const query = '{ pool(identity: "red-1.litwareinc.com") { effectiveConfiguration { source } } }';
    expect(await scene.data(query)).toEqual({ pool: { effectiveConfiguration: { source: 'GLOBAL' } } });
    expect(await scene.refusal(REMOVE, { input: { id: removedId } })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('resets the global one', async () => {
    await changed(SET, { defaultChatHistory: 100, roomManagementUrl: 'https://rooms.litwareinc.com/' });
    expect(await changed(REMOVE, { identity: 'global' })).toMatchObject({
      removedId: null,
      changes: [
        { path: 'defaultChatHistory', before: 100, after: 30 },
        { path: 'roomManagementUrl', before: 'https://rooms.litwareinc.com/', after: null },
      ],
    });
    expect(await stored('global')).toEqual({ version: 3, ...DEFAULTS });
    const query = '{ configurations(where: { roomManagementUrl: { like: "*rooms*" } }) { nodes { identity } } }';
    expect(await scene.data(query)).toEqual({ configurations: { nodes: [{ identity: REDMOND }] } });
  });

  it('refuses to guess which one is meant', async () => {
    expect(await scene.refusal(REMOVE, { input: {} })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.identity',
      message: 'Say which one is meant, by "identity" or by "id".',
    });
  });
});

it('is all for administrators only', async () => {
  for (const as of ['viewer', 'Ann']) {
    for (const query of [NEW, SET, REMOVE]) {
      expect(await scene.refusal(query, { input: { identity: REDMOND } }, as)).toMatchObject({ code: 'FORBIDDEN' });
    }
  }
});
