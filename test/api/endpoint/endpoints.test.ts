import { ConfiguredOrganisation } from '../../support/configured-organisation';

const SHOWN = 'id guid sipAddress displayName distinguishedName version pool { fqdn }';
const ONE = `query ($identity: String, $id: ID) { endpoint(identity: $identity, id: $id) { ${SHOWN} } }`;
const LIST = `query (
  $identity: String, $pool: Fqdn, $ou: String, $filter: String, $ldapFilter: String, $where: EndpointFilter, $order: EndpointOrder,
  $first: Int, $domainController: String, $credential: String
) {
  endpoints(
    identity: $identity, pool: $pool, ou: $ou, filter: $filter, ldapFilter: $ldapFilter, where: $where, order: $order,
    first: $first, domainController: $domainController, credential: $credential
  ) { totalCount nodes { displayName } }
}`;

interface ShownEndpoint {
  id: string;
  guid: string;
  distinguishedName: string;
}

let scene: ConfiguredOrganisation;
let lobby: ShownEndpoint;

beforeAll(async () => {
  const endpoint = (sipAddress: string, displayName: string | undefined, pool: string) =>
    ['newEndpoint', { sipAddress, displayName, pool: `${pool}.litwareinc.com` }] as const;
  scene = await ConfiguredOrganisation.start([
    endpoint('sip:lobby@litwareinc.com', 'Chat Lobby', 'red-1'),
    endpoint('sip:ECRAN@litwareinc.com', 'Écran', 'red-1'),
    endpoint('sip:help@litwareinc.com', 'Help?', 'red-2'),
    endpoint('sip:other-lobby@litwareinc.com', 'chat lobby', 'atl'),
    endpoint('sip:plain@litwareinc.com', undefined, 'atl'),
  ]);
  lobby = (await scene.data<{ endpoint: ShownEndpoint }>(ONE, { identity: 'sip:lobby@litwareinc.com' })).endpoint;
});

const LOBBY = 'Chat Lobby';
const ECRAN = 'Écran';
const HELP = 'Help?';
const OTHER = 'chat lobby';
const PLAIN = 'plain@litwareinc.com';

const found = async (variables: object): Promise<string[]> => {
  const { endpoints } = await scene.data<{ endpoints: { totalCount: number; nodes: { displayName: string }[] } }>(
    LIST,
    variables,
    'Ann',
  );
  if (!('first' in variables)) expect(endpoints.totalCount).toBe(endpoints.nodes.length);
  return endpoints.nodes.map(({ displayName }) => displayName);
};

it('has a distinguished name below the contacts of its domain', () => {
  expect(lobby).toEqual({
    id: expect.any(String),
    guid: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
    sipAddress: 'sip:lobby@litwareinc.com',
    displayName: LOBBY,
    distinguishedName: `CN={${lobby.guid}},CN=Application Contacts,DC=litwareinc,DC=com`,
    version: 1,
    pool: { fqdn: 'red-1.litwareinc.com' },
  });
});

it('is found by each form of its identity, and by its id', async () => {
  const { guid, distinguishedName } = lobby;
  const identities = ['SIP:Lobby@litwareinc.com', 'lobby@litwareinc.com', `{${guid}}`, guid.toUpperCase()];
  for (const identity of [...identities, distinguishedName.replace('CN=App', 'cn = app')]) {
    expect(await scene.data(ONE, { identity }, 'Ann')).toEqual({ endpoint: lobby });
  }
  expect(await scene.data(ONE, { identity: 'écran' })).toMatchObject({
    endpoint: { sipAddress: 'sip:ECRAN@litwareinc.com' },
  });
  expect(await scene.data(ONE, { id: lobby.id })).toEqual({ endpoint: lobby });
  const node = 'query ($id: ID!) { node(id: $id) { ... on Endpoint { displayName } } }';
  expect(await scene.data(node, { id: lobby.id })).toEqual({ node: { displayName: LOBBY } });
});

it.each([
  ['sip:nobody@litwareinc.com', 'NOT_FOUND', 'There is no endpoint "sip:nobody@litwareinc.com".'],
  ['Ecran', 'NOT_FOUND', 'There is no endpoint "Ecran".'],
  ['*', 'NOT_FOUND', 'There is no endpoint "*".'],
  ['', 'BAD_USER_INPUT', 'An identity is empty.'],
  ['CHAT LOBBY', 'AMBIGUOUS_IDENTITY', '"CHAT LOBBY" names 2 endpoints; their SIP addresses tell them apart.'],
])('is not found by %j', async (identity, code, message) => {
  expect(await scene.refusal(ONE, { identity })).toEqual({
    code,
    message,
    parameter: 'identity',
    cmdlet: 'Get-CsPersistentChatEndpoint',
    ...(code === 'AMBIGUOUS_IDENTITY' && {
      candidates: ['sip:lobby@litwareinc.com', 'sip:other-lobby@litwareinc.com'].map((sipAddress) => ({
        id: expect.any(String),
        identity: sipAddress,
        displayName: expect.any(String),
        sipAddress,
      })),
    }),
  });
});

it.each([
  [{}, [LOBBY, OTHER, ECRAN, HELP, PLAIN]],
  [{ order: { field: 'SIP_ADDRESS', direction: 'DESC' } }, [PLAIN, OTHER, LOBBY, HELP, ECRAN]],
  [{ first: 2 }, [LOBBY, OTHER]],
  [{ first: 0 }, []],
  [{ identity: 'Chat*' }, [LOBBY, OTHER]],
  [{ identity: 'chat lobby' }, [LOBBY, OTHER]],
  [{ identity: '*lobby@*' }, [LOBBY, OTHER]],
  [{ identity: 'lobby*' }, [LOBBY]],
  [{ identity: 'Help?' }, [HELP]],
  [{ identity: 'sip:help@litwareinc.com' }, [HELP]],
  [{ identity: 'nobody' }, []],
  [{ pool: 'RED-1.litwareinc.com' }, [LOBBY, ECRAN]],
  [{ ou: 'dc=LITWAREINC, dc=com' }, [LOBBY, OTHER, ECRAN, HELP, PLAIN]],
  [{ ou: 'CN=Application Contacts,DC=litwareinc,DC=com', identity: 'Help?' }, [HELP]],
  [{ ou: 'CN=Users,DC=litwareinc,DC=com' }, []],
  [{ ou: 'DC=contoso,DC=com' }, []],
  [{ ou: 'CN=%,DC=com' }, []],
  [{ filter: "DisplayName -like 'chat*' -and Pool -ne 'atl.litwareinc.com'" }, [LOBBY]],
  [{ filter: "{ SipAddress -eq 'SIP:ecran@litwareinc.com' }" }, [ECRAN]],
  [{ filter: "ObjectClass -eq 'contact' -and -not (Pool -like 'red*')" }, [OTHER, PLAIN]],
  [{ filter: "ObjectClass -eq 'user'" }, []],
  [{ filter: "CreatedAt -lt '2026-06-01'" }, [LOBBY, OTHER, ECRAN, HELP, PLAIN]],
  [{ filter: 'DisplayName -eq $null' }, []],
  [{ ldapFilter: '(&(objectClass=contact)(displayName=Chat*))' }, [LOBBY, OTHER]],
  [{ ldapFilter: '(|(msRTCSIP-PrimaryUserAddress=sip:help@litwareinc.com)(displayName=écran))' }, [ECRAN, HELP]],
  [{ ldapFilter: '(&(objectCategory=person)(!(pool=red-1.litwareinc.com)))' }, [OTHER, HELP, PLAIN]],
  [{ ldapFilter: '(objectClass=user)' }, []],
  [{ where: { displayName: { like: '*LOBBY' } } }, [LOBBY, OTHER]],
  [{ where: { sipAddress: { in: ['sip:PLAIN@litwareinc.com', 'sip:nobody@litwareinc.com'] } } }, [PLAIN]],
  [{ where: { pool: { site: { name: { eq: 'Atlanta' } } } } }, [OTHER, PLAIN]],
  [{ where: { createdAt: { gt: '2026-01-01T00:00:00.000Z' } } }, []],
])('finds those of %j, in order', async (variables, names) => {
  expect(await found(variables)).toEqual(names);
});

it('is found by its GUID and its distinguished name in both filter languages', async () => {
  const { guid, distinguishedName } = lobby;
  expect(await found({ filter: `Guid -eq '${guid}'` })).toEqual([LOBBY]);
  expect(await found({ filter: `DistinguishedName -eq '${distinguishedName.toLowerCase()}'` })).toEqual([LOBBY]);
  expect(await found({ ldapFilter: `(objectGUID=${guid})` })).toEqual([LOBBY]);
  expect(await found({ ldapFilter: `(distinguishedName=${distinguishedName})` })).toEqual([LOBBY]);
});

it.each([
  [
    { pool: 'dub.litwareinc.com' },
    'NOT_FOUND',
    'pool',
    'The topology has no pool "dub.litwareinc.com"; it has atl.litwareinc.com, red-1.litwareinc.com, red-2.litwareinc.com.',
  ],
  [{ ou: 'Users' }, 'BAD_USER_INPUT', 'ou', '"Users" is no distinguished name, such as "DC=litwareinc,DC=com".'],
  [
    { filter: "Title -eq 'x'" },
    'BAD_USER_INPUT',
    'filter',
    '"filter" is wrong at line 1, column 1: "Title" is none of the attributes that are kept, which are DisplayName, SipAddress, Pool, DistinguishedName, Guid, ObjectClass, CreatedAt and UpdatedAt.',
  ],
  [
    { ldapFilter: '(mail=x)' },
    'BAD_USER_INPUT',
    'ldapFilter',
    '"ldapFilter" is wrong at line 1, column 2: "mail" is none of the attributes that are kept, which are displayName, msRTCSIP-PrimaryUserAddress, pool, distinguishedName, objectGUID, objectClass and objectCategory.',
  ],
  [{ first: -1 }, 'BAD_USER_INPUT', 'first', '"first" is -1; it can\'t be negative.'],
  [
    { domainController: 'dc1.litwareinc.com' },
    'BAD_USER_INPUT',
    'domainController',
    'This gateway has no directory to read: DIRECTORY names neither a server nor a file.',
  ],
  [
    { credential: 'reader' },
    'BAD_USER_INPUT',
    'credential',
    'This gateway has no directory to read: DIRECTORY names neither a server nor a file.',
  ],
])('refuses %j', async (variables, code, parameter, message) => {
  expect(await scene.refusal(LIST, variables)).toMatchObject({ code, parameter, message });
});

it('tells nobody but administrators which servers and credentials there are', async () => {
  expect(await scene.refusal(LIST, { domainController: 'x' }, 'Ann')).toMatchObject({
    code: 'FORBIDDEN',
    parameter: 'domainController',
  });
});

it('stands with its pool, and takes one statement for those of all pools', async () => {
  const query = `query ($first: Int) {
    pools(first: $first) { nodes { fqdn endpoints(where: { displayName: { ne: "Écran" } }) { totalCount nodes { displayName pool { fqdn } } } } }
  }`;
  const endpoint = (displayName: string, fqdn: string) => ({ displayName, pool: { fqdn } });
  const of = (fqdn: string, names: string[]) => ({
    fqdn,
    endpoints: { totalCount: names.length, nodes: names.map((name) => endpoint(name, fqdn)) },
  });
  expect(await scene.data(query, {}, 'Ann')).toEqual({
    pools: {
      nodes: [
        of('atl.litwareinc.com', [OTHER, PLAIN]),
        of('red-1.litwareinc.com', [LOBBY]),
        of('red-2.litwareinc.com', [HELP]),
      ],
    },
  });
  const one = await scene.statementsOf(() => scene.data(query, { first: 1 }));
  const all = await scene.statementsOf(() => scene.data(query, { first: 3 }));
  expect(all).toHaveLength(one.length);
});
