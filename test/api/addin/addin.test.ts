import { toGlobalId } from '../../../src/graphql/node';
import { DAWN, TestOrganisation } from '../../support/described-organisation';
import { scene } from './scene';

const ADDIN = `query Addin($identity: String, $id: ID) {
  addin(identity: $identity, id: $id) { id identity name url version pool { fqdn } createdAt updatedAt history { totalCount } }
}`;

let organisation: TestOrganisation;

beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});

it('gives all of an add-in, by its identity or its id', async () => {
  const id = await organisation.globalId('Addin', 'Wiki');
  const addin = {
    id,
    identity: 'red.litwareinc.com\\Wiki',
    name: 'Wiki',
    url: 'https://wiki.litwareinc.com/',
    version: 1,
    pool: { fqdn: 'red.litwareinc.com' },
    createdAt: DAWN.toISOString(),
    updatedAt: DAWN.toISOString(),
    history: { totalCount: 0 },
  };
  expect(await organisation.ask(ADDIN, { identity: 'RED.litwareinc.com\\WIKI' })).toEqual({ data: { addin } });
  expect(await organisation.ask(ADDIN, { id })).toEqual({ data: { addin } });
});

it('takes the name alone where only one pool has it; case does not count, accents do', async () => {
  expect(await organisation.ask(ADDIN, { identity: 'éCRAN' })).toMatchObject({ data: { addin: { name: 'Écran' } } });
  expect(await organisation.ask(ADDIN, { identity: 'Ecran' })).toMatchObject({
    data: { addin: null },
    errors: [{ message: 'There is no add-in "Ecran".', extensions: { code: 'NOT_FOUND', parameter: 'identity' } }],
  });
});

it('shows which ones an ambiguous name may mean', async () => {
  const candidates = ['atl.litwareinc.com\\wiki', 'red.litwareinc.com\\Wiki'];
  expect(await organisation.ask(ADDIN, { identity: 'wiki' })).toMatchObject({
    errors: [
      {
        message: `"wiki" may be ${candidates.join(' or ')}; name the pool too.`,
        extensions: {
          code: 'AMBIGUOUS_IDENTITY',
          parameter: 'identity',
          candidates: await Promise.all(
            candidates.map(async (identity) => ({
              id: await organisation.globalId('Addin', identity.split('\\')[1]!),
              identity,
            })),
          ),
        },
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
  const { data, errors } = await organisation.ask(ADDIN, target);
  expect(data).toEqual({ addin: null });
  expect(errors).toMatchObject([{ message, extensions: { code, parameter, cmdlet: 'Get-CsPersistentChatAddin' } }]);
});

it('answers every signed-in caller, but shows the history to administrators and viewers only', async () => {
  const plain = `{ addin(identity: "Écran") { url } }`;
  const history = `{ addin(identity: "Écran") { history { totalCount } } }`;
  for (const as of ['administrator', 'viewer', 'Ann']) {
    expect(await organisation.data(plain, {}, as)).toEqual({ addin: { url: 'http://screen.litwareinc.com/a?b=c#d' } });
  }
  expect(await organisation.data(history, {}, 'viewer')).toEqual({ addin: { history: { totalCount: 0 } } });
  expect(await organisation.refusal(history, {}, 'Ann')).toMatchObject({
    message: '"history" takes a token with the role ADMINISTRATOR or VIEWER; yours has the role USER.',
    code: 'FORBIDDEN',
  });
  expect(await organisation.gateway.graphql(plain, {}, { as: null })).toMatchObject({
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
});
