import { toGlobalId } from '../../../src/graphql/node';
import type { TestGateway } from '../../support/gateway';
import { addPool, change, OTHER_POOL, POOL, startOrganisation, tokenOf } from '../../support/organisation';

const ADDIN = `query Addin($identity: String, $id: ID) {
  addin(identity: $identity, id: $id) { id identity name url version pool { fqdn } createdAt updatedAt history { totalCount } }
}`;
const START = new Date('2026-11-22T08:00:00.000Z');

let gateway: TestGateway;
let wiki: string;

beforeAll(async () => {
  gateway = await startOrganisation({ now: () => START });
  await addPool(gateway, 'Atlanta', OTHER_POOL);
  ({ id: wiki } = await change(gateway, 'newAddin', { name: 'Wiki', url: 'https://wiki.litwareinc.com/', pool: POOL }));
  await change(gateway, 'newAddin', { name: 'Écran', url: 'http://screen.litwareinc.com/a?b=c#d', pool: POOL });
  await change(gateway, 'newAddin', { name: 'wiki', url: 'https://wiki.litwareinc.com/atlanta', pool: OTHER_POOL });
});

it('gives all of an add-in, by its identity or its id', async () => {
  const addin = {
    id: wiki,
    identity: `${POOL}\\Wiki`,
    name: 'Wiki',
    url: 'https://wiki.litwareinc.com/',
    version: 1,
    pool: { fqdn: POOL },
    createdAt: START.toISOString(),
    updatedAt: START.toISOString(),
    history: { totalCount: 1 },
  };
  expect(await gateway.graphql(ADDIN, { identity: `${POOL.toUpperCase()}\\WIKI` })).toEqual({ data: { addin } });
  expect(await gateway.graphql(ADDIN, { id: wiki })).toEqual({ data: { addin } });
});

it('takes the name alone where only one pool has it; case does not count, accents do', async () => {
  expect(await gateway.graphql(ADDIN, { identity: 'éCRAN' })).toMatchObject({ data: { addin: { name: 'Écran' } } });
  expect(await gateway.graphql(ADDIN, { identity: 'Ecran' })).toMatchObject({
    data: { addin: null },
    errors: [{ message: 'There is no add-in "Ecran".', extensions: { code: 'NOT_FOUND', parameter: 'identity' } }],
  });
});

it('shows which ones an ambiguous name may mean', async () => {
  const candidates = [`${OTHER_POOL}\\wiki`, `${POOL}\\Wiki`];
  expect(await gateway.graphql(ADDIN, { identity: 'wiki' })).toMatchObject({
    errors: [
      {
        message: `"wiki" may be ${candidates.join(' or ')}; name the pool too.`,
        extensions: { code: 'AMBIGUOUS_IDENTITY', parameter: 'identity', candidates },
      },
    ],
  });
});

it.each([
  [{}, 'BAD_USER_INPUT', 'identity', 'Say which one is meant, by "identity" or by "id".'],
  [{ identity: 'Wiki', id: 'x' }, 'BAD_USER_INPUT', 'identity', 'Give "identity" or "id", not both.'],
  [{ id: 'x' }, 'BAD_USER_INPUT', 'id', '"x" is not an id of this graph.'],
  [
    { id: toGlobalId('Room', 1) },
    'BAD_USER_INPUT',
    'id',
    `"${toGlobalId('Room', 1)}" is an id of the type Room, not of the type Addin.`,
  ],
  [{ id: toGlobalId('Addin', 999) }, 'NOT_FOUND', 'id', `There is no add-in "${toGlobalId('Addin', 999)}".`],
  [
    { identity: `nowhere.litwareinc.com\\Wiki` },
    'NOT_FOUND',
    'identity',
    'There is no add-in "nowhere.litwareinc.com\\Wiki".',
  ],
  [{ identity: '' }, 'NOT_FOUND', 'identity', 'There is no add-in "".'],
  [{ identity: 'Wik*' }, 'NOT_FOUND', 'identity', 'There is no add-in "Wik*".'],
])('refuses %j', async (target, code, parameter, message) => {
  const { data, errors } = await gateway.graphql(ADDIN, target);
  expect(data).toEqual({ addin: null });
  expect(errors).toMatchObject([{ message, extensions: { code, parameter, cmdlet: 'Get-CsPersistentChatAddin' } }]);
});

it('answers every signed-in caller, but shows the history to administrators and viewers only', async () => {
  const plain = `{ addin(identity: "Écran") { url } }`;
  const history = `{ addin(identity: "Écran") { history { totalCount } } }`;
  const user = await tokenOf(gateway, 'sip:ann@litwareinc.com');
  for (const as of ['administrator', 'viewer', user]) {
    expect(await gateway.graphql(plain, {}, { as })).toEqual({
      data: { addin: { url: 'http://screen.litwareinc.com/a?b=c#d' } },
    });
  }
  expect(await gateway.graphql(history, {}, { as: 'viewer' })).toEqual({
    data: { addin: { history: { totalCount: 1 } } },
  });
  expect(await gateway.graphql(history, {}, { as: user })).toMatchObject({
    errors: [
      {
        message: '"history" takes a token with the role ADMINISTRATOR or VIEWER; yours has the role USER.',
        extensions: { code: 'FORBIDDEN' },
      },
    ],
  });
  expect(await gateway.graphql(plain, {}, { as: null })).toMatchObject({
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
});
