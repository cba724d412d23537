import { type BulkAnswer, bulkDocument, trailOf } from '../../support/bulk';
import { ConfiguredOrganisation } from '../../support/configured-organisation';
import { TestOrganisation } from '../../support/described-organisation';

const NEW = `mutation ($input: NewEndpointInput!) {
  change: newEndpoint(input: $input) {
    endpoint { id sipAddress displayName distinguishedName version createdAt pool { fqdn } }
    changes { path before after }
    warnings { code }
    plan
    operationId
    auditEntry { operation identity node { id } }
  }
}`;
const REMOVE = `mutation ($input: RemoveEndpointInput!) {
  change: removeEndpoint(input: $input) { removedId changes { path before after } plan auditEntry { operation identity } }
}`;
const REMOVE_MANY = bulkDocument('removeEndpoints');

const NOW = new Date('2026-11-22T09:00:00.000Z');
const LOBBY = 'sip:lobby@litwareinc.com';
const POOL = 'red-1.litwareinc.com';
const CHAT = { sipAddress: 'sip:chat@litwareinc.com', pool: POOL };

let scene: ConfiguredOrganisation;

beforeAll(async () => {
  scene = await ConfiguredOrganisation.start(
    [
      ['newEndpoint', { sipAddress: LOBBY, displayName: 'Lobby', pool: POOL }],
      ['newEndpoint', { sipAddress: 'sip:help@litwareinc.com', displayName: 'Help', pool: 'atl.litwareinc.com' }],
    ],
    { now: () => NOW },
  );
});
beforeEach(() => scene.reset());

interface Payload {
  endpoint: { id: string; distinguishedName: string } | null;
  removedId: string;
  plan: string | null;
}

const changed = async (query: string, input: object): Promise<Payload> =>
  (await scene.data<{ change: Payload }>(query, { input })).change;

describe('newEndpoint', () => {
  it('makes one', async () => {
    const made = await changed(NEW, { ...CHAT, sipAddress: 'SIP:Chat@litwareinc.com', displayName: 'Chat é' });
    expect(made).toEqual({
      endpoint: {
        id: expect.any(String),
        sipAddress: 'sip:Chat@litwareinc.com',
        displayName: 'Chat é',
        distinguishedName: expect.stringMatching(/^CN=\{[\da-f-]{36}\},CN=Application Contacts,DC=litwareinc,DC=com$/),
        version: 1,
        createdAt: NOW.toISOString(),
        pool: { fqdn: POOL },
      },
      changes: [
        { path: 'sipAddress', before: null, after: 'sip:Chat@litwareinc.com' },
        { path: 'displayName', before: null, after: 'Chat é' },
        { path: 'pool', before: null, after: POOL },
      ],
      warnings: [],
      plan: null,
      operationId: expect.any(String),
      auditEntry: { operation: 'newEndpoint', identity: 'sip:Chat@litwareinc.com', node: { id: made.endpoint!.id } },
    });
  });

  it('is planned and then confirmed', async () => {
    const { plan, endpoint } = await changed(NEW, { ...CHAT, whatIf: true });
    expect(endpoint).toBeNull();
    expect(await changed(NEW, { ...CHAT, confirm: plan })).toMatchObject({
      endpoint: { displayName: 'chat@litwareinc.com' },
    });
  });

  it('needs no pool where there is only one', async () => {
    const organisation = await TestOrganisation.start({ directory: {}, pools: { 'only.litwareinc.com': {} } });
    const input = { sipAddress: CHAT.sipAddress };
    expect(await organisation.data(NEW, { input })).toMatchObject({
      change: { endpoint: { pool: { fqdn: 'only.litwareinc.com' } } },
    });
  });

  it('lets one of several have a SIP address that all want at once', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => scene.ask(NEW, { input: CHAT })));
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'OK');
    expect(codes.toSorted()).toEqual(['ALREADY_EXISTS', 'ALREADY_EXISTS', 'ALREADY_EXISTS', 'OK']);
  });

  it.each([
    [
      { sipAddress: 'SIP:LOBBY@litwareinc.com' },
      'ALREADY_EXISTS',
      'input.sipAddress',
      'The SIP address sip:LOBBY@litwareinc.com is taken: an endpoint has it.',
    ],
    [
      { sipAddress: 'sip:Ann@litwareinc.com' },
      'ALREADY_EXISTS',
      'input.sipAddress',
      'The SIP address sip:Ann@litwareinc.com is taken: Ann has it.',
    ],
    [
      { sipAddress: 'sip:chat@contoso.com' },
      'BAD_USER_INPUT',
      'input.sipAddress',
      '"sip:chat@contoso.com" is of the domain "contoso.com", which the topology doesn\'t know; it knows litwareinc.com.',
    ],
    [{ pool: undefined }, 'BAD_USER_INPUT', 'input.pool', 'There are several pools; say which one is meant.'],
    [
      { pool: 'dub.litwareinc.com' },
      'NOT_FOUND',
      'input.pool',
      'The topology has no pool "dub.litwareinc.com"; it has atl.litwareinc.com, red-1.litwareinc.com, red-2.litwareinc.com.',
    ],
    [{ displayName: '' }, 'BAD_USER_INPUT', 'input.displayName', 'The display name "" is empty.'],
    [
      { displayName: ' a' },
      'BAD_USER_INPUT',
      'input.displayName',
      'The display name " a" begins or ends with a blank.',
    ],
    [
      { displayName: 'a\tb' },
      'BAD_USER_INPUT',
      'input.displayName',
      'The display name "a\\tb" has a control character, such as a line break.',
    ],
    [
      { displayName: 'a'.repeat(257) },
      'BAD_USER_INPUT',
      'input.displayName',
      `The display name "${'a'.repeat(257)}" has 257 characters; it may have at most 256.`,
    ],
  ])('refuses %j', async (fault, code, parameter, message) => {
    expect(await scene.refusal(NEW, { input: { ...CHAT, ...fault } })).toMatchObject({
      code,
      parameter,
      message,
      cmdlet: 'New-CsPersistentChatEndpoint',
    });
  });

  it.each([
    'chat@litwareinc.com',
    'sips:chat@litwareinc.com',
    'sip:litwareinc.com',
    'sip:@litwareinc.com',
    'sip:chat@litwareinc',
    'sip:chat@-litwareinc.com',
    'sip:chat room@litwareinc.com',
    'sip:chat@other@litwareinc.com',
    `sip:${'a'.repeat(250)}@litwareinc.com`,
  ])('refuses "%s", which is no SIP address', async (sipAddress) => {
    expect(await scene.refusal(NEW, { input: { ...CHAT, sipAddress } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining(
        `"${sipAddress}" is not a valid SipUri; it is written as sip:NAME@DOMAIN, in at most 256 characters.`,
      ),
    });
  });
});

describe('removeEndpoint', () => {
  it('removes one, and frees its SIP address', async () => {
    expect(await changed(REMOVE, { identity: 'lobby@litwareinc.com', force: true })).toEqual({
      removedId: expect.any(String),
      changes: [
        { path: 'sipAddress', before: LOBBY, after: null },
        { path: 'displayName', before: 'Lobby', after: null },
        { path: 'pool', before: POOL, after: null },
      ],
      plan: null,
      auditEntry: { operation: 'removeEndpoint', identity: LOBBY },
    });
    expect(await scene.refusal(REMOVE, { input: { identity: 'Lobby' } })).toMatchObject({
      code: 'NOT_FOUND',
      parameter: 'input.identity',
    });
    await changed(NEW, { ...CHAT, sipAddress: LOBBY });
  });

  it('refuses another version', async () => {
    expect(await scene.refusal(REMOVE, { input: { identity: LOBBY, expectedVersion: 2 } })).toMatchObject({
      code: 'CONFLICT',
      current: { identity: LOBBY, version: 1 },
    });
  });
});

describe('removeEndpoints', () => {
  const bulk = async (input: object): Promise<BulkAnswer> =>
    (await scene.data<{ bulk: BulkAnswer }>(REMOVE_MANY, { input })).bulk;
  const count = () => scene.data('{ endpoints { totalCount } }');

  it.each([
    [{ where: {} }, 2],
    [{ identity: 'L*' }, 1],
    [{ pool: POOL }, 1],
    [{ ou: 'DC=litwareinc,DC=com' }, 2],
    [{ filter: "DisplayName -like 'H*'" }, 1],
    [{ ldapFilter: '(displayName=Lobby)', where: { pool: { fqdn: { eq: 'atl.litwareinc.com' } } } }, 0],
  ])('removes all of %j', async (input, succeeded) => {
    expect(await bulk(input)).toMatchObject({ succeeded, failed: 0 });
    expect(await count()).toEqual({ endpoints: { totalCount: 2 - succeeded } });
  });

  it('keeps an audit entry of each, and takes as many statements for two as for one', async () => {
    const one = await scene.statementsOf(() => bulk({ identity: 'Lobby' }));
    await scene.reset();
    let operationId: string | null = null;
    const two = await scene.statementsOf(async () => ({ operationId } = await bulk({ where: {} })));
    expect(two).toHaveLength(one.length);
    expect(await trailOf(scene.organisation, operationId)).toMatchObject([
      { operation: 'removeEndpoints', nodeType: 'Endpoint', identity: LOBBY },
      { operation: 'removeEndpoints', nodeType: 'Endpoint', identity: 'sip:help@litwareinc.com' },
    ]);
  });

  it('asks which are meant', async () => {
    expect(await scene.refusal(REMOVE_MANY, { input: { force: true } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.where',
      message:
        'Say which are meant, by "where", "identity", "pool", "ou", "filter" or "ldapFilter"; "where: {}" takes all that there are.',
    });
  });
});

it('is all for administrators only', async () => {
  for (const as of ['viewer', 'Ann']) {
    expect(await scene.refusal(NEW, { input: CHAT }, as)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await scene.refusal(REMOVE, { input: { identity: LOBBY } }, as)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await scene.refusal(REMOVE_MANY, { input: { where: {} } }, as)).toMatchObject({ code: 'FORBIDDEN' });
  }
});
