import { AuditEntry } from '../../../src/changes/audit-entry.entity';
import { TestOrganisation } from '../../support/described-organisation';

const NEW_ADDIN = `mutation NewAddin($input: NewAddinInput!) {
  newAddin(input: $input) {
    addin { identity name url version }
    changes { path before after added { identity } }
    warnings { code }
    plan
    operationId
    auditEntry { operation operationId actor requestId reason nodeType identity node { id ... on Addin { name } } }
  }
}`;

interface NewAddin {
  newAddin: { addin: { name: string } | null; plan: string | null; operationId: string | null };
}

const POOL = 'red.litwareinc.com';
const OTHER_POOL = 'atl.litwareinc.com';

let organisation: TestOrganisation;
let withTwoPools: TestOrganisation;

beforeAll(async () => {
  const directory = { Ann: {} };
  organisation = await TestOrganisation.start({ directory, pools: { [POOL]: {} } });
  const map = { addins: { Map: 'https://map.litwareinc.com/' } };
  withTwoPools = await TestOrganisation.start({ directory, pools: { [POOL]: map, [OTHER_POOL]: {} } });
});

const wiki = { name: 'Wiki', url: 'https://wiki.litwareinc.com/?a=1#top' };

it('makes an add-in in the only pool and records it', async () => {
  const answer = await organisation.gateway.graphql<NewAddin>(
    NEW_ADDIN,
    { input: { ...wiki, reason: 'Asked for by IT' } },
    { headers: { 'x-request-id': 'request-7' } },
  );
  const changes = [
    { path: 'name', before: null, after: 'Wiki', added: null },
    { path: 'url', before: null, after: wiki.url, added: null },
  ];
  const operationId = answer.data!.newAddin.operationId!;
  expect(operationId).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  expect(answer).toEqual({
    data: {
      newAddin: {
        addin: { identity: `${POOL}\\Wiki`, ...wiki, version: 1 },
        changes,
        warnings: [],
        plan: null,
        operationId,
        auditEntry: {
          operation: 'newAddin',
          operationId,
          actor: 'Test administrator',
          requestId: 'request-7',
          reason: 'Asked for by IT',
          nodeType: 'Addin',
          identity: `${POOL}\\Wiki`,
          node: { id: expect.any(String), name: 'Wiki' },
        },
      },
    },
  });
});

it('takes names of 1 and of 256 characters, and the pool in any case', async () => {
  for (const name of ['W', 'x'.repeat(256)]) {
    const { newAddin } = await withTwoPools.data<NewAddin>(NEW_ADDIN, {
      input: { ...wiki, name, pool: OTHER_POOL.toUpperCase() },
    });
    expect(newAddin).toMatchObject({ addin: { identity: `${OTHER_POOL}\\${name}` } });
  }
});

describe('a refusal, which writes nothing,', () => {
  const refused = (input: object, as?: string) => organisation.refusal(NEW_ADDIN, { input }, as);

  it.each([
    ['name', '', 'The name "" is empty.'],
    ['name', ' \t', 'The name " \\t" is empty.'],
    ['name', 'x'.repeat(257), `The name "${'x'.repeat(257)}" has 257 characters; it may have at most 256.`],
    ['name', 'a\\b', 'The name "a\\\\b" has a backslash, which stands between the pool and the name.'],
    ['name', 'a\nb', 'The name "a\\nb" has a control character, such as a line break.'],
    [
      'url',
      'javascript:alert(1)',
      'The address javascript:alert(1) begins with "javascript:"; rooms show pages of "http:" and "https:" only.',
    ],
    [
      'url',
      'file:///etc/passwd',
      'The address file:///etc/passwd begins with "file:"; rooms show pages of "http:" and "https:" only.',
    ],
    ['reason', 'x'.repeat(1025), 'The reason has 1025 characters; it may have at most 1,024.'],
    ['idempotencyKey', 'x'.repeat(129), 'The idempotency key has 129 characters; it may have at most 128.'],
  ])('comes for the %s %j', async (field, value, message) => {
    expect(await refused({ ...wiki, [field]: value })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: `input.${field}`,
      message,
      cmdlet: 'New-CsPersistentChatAddin',
    });
  });

  it('comes for what is no URL', async () => {
    expect(await refused({ ...wiki, url: 'wiki' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      message:
        'Variable "$input" got invalid value "wiki" at "input.url"; "wiki" is not a valid URL; it is written with its scheme, such as https://litwareinc.com/, in at most 2,048 characters.',
    });
  });

  it('comes for a pool that nobody knows', async () => {
    expect(await refused({ ...wiki, pool: 'nowhere.litwareinc.com' })).toMatchObject({
      code: 'NOT_FOUND',
      parameter: 'input.pool',
      message: 'The topology has no pool "nowhere.litwareinc.com"; it has red.litwareinc.com.',
    });
  });

  it('comes where there are several pools and none is named', async () => {
    expect(await withTwoPools.refusal(NEW_ADDIN, { input: wiki })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.pool',
      message: 'There are several pools; say which one is meant.',
    });
  });

  it('comes for a name that the pool has already, whatever its case', async () => {
    expect(await withTwoPools.refusal(NEW_ADDIN, { input: { ...wiki, name: 'MAP', pool: POOL } })).toMatchObject({
      code: 'ALREADY_EXISTS',
      parameter: 'input.name',
      message: `The name "MAP" is taken: another add-in of the pool ${POOL} has it.`,
    });
    await withTwoPools.data(NEW_ADDIN, { input: { ...wiki, name: 'MAP', pool: OTHER_POOL } });
  });

  it('comes to everybody but administrators', async () => {
    expect(await refused(wiki, 'viewer')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused(wiki, 'Ann')).toMatchObject({
      code: 'FORBIDDEN',
      message: '"newAddin" takes a token with the role ADMINISTRATOR; yours has the role USER.',
    });
  });
});

it('lets exactly one of several have a name that all want at once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      organisation.ask<NewAddin>(NEW_ADDIN, {
        input: { ...wiki, name: 'Race', url: `https://wiki.litwareinc.com/${i}` },
      }),
    ),
  );
  const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'OK');
  expect(codes.toSorted()).toEqual([...Array<string>(7).fill('ALREADY_EXISTS'), 'OK']);
  expect(await organisation.gateway.store.read.countBy(AuditEntry, { identity: `${POOL}\\Race` })).toBe(1);
});
