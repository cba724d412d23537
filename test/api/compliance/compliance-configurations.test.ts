import { ConfiguredOrganisation } from '../../support/configured-organisation';

const SHOWN = `identity scope version site { name } pool { fqdn } adapterType adapterName adapterOutputDirectory
  oneChatRoomPerOutputFile addChatRoomDetails addUserDetails createFileAttachmentsManifest customConfiguration runInterval`;
const ONE = `query ($identity: String, $id: ID) {
  complianceConfiguration(identity: $identity, id: $id, localStore: true) { id ${SHOWN} }
}`;
const LIST = `query ($filter: String, $where: ComplianceConfigurationFilter, $order: ComplianceConfigurationOrder) {
  complianceConfigurations(filter: $filter, where: $where, order: $order, localStore: true) { totalCount nodes { identity } }
}`;
const NODE = 'query ($id: ID!) { node(id: $id) { ... on ComplianceConfiguration { identity } } }';
const XML_ADAPTER = 'Microsoft.Rtc.Internal.Chat.Server.Compliance.XmlAdapter,compliance';
const XSLT = '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>';
const GLOBAL = 'global';
const REDMOND = 'site:Redmond';
const FIRST = 'service:PersistentChatServer:red-1.litwareinc.com';
const DEFAULTS = {
  adapterType: null,
  adapterName: null,
  adapterOutputDirectory: null,
  oneChatRoomPerOutputFile: false,
  addChatRoomDetails: false,
  addUserDetails: false,
  createFileAttachmentsManifest: false,
  customConfiguration: null,
  runInterval: '00:15:00',
};
const OF_REDMOND = {
  ...DEFAULTS,
  adapterType: XML_ADAPTER,
  adapterName: 'Écran XML',
  adapterOutputDirectory: 'C:\\Compliance\\Redmond',
  addUserDetails: true,
  customConfiguration: XSLT,
  runInterval: '1.06:00:00',
};
const OF_FIRST = {
  ...DEFAULTS,
  oneChatRoomPerOutputFile: true,
  addChatRoomDetails: true,
  createFileAttachmentsManifest: true,
};

let scene: ConfiguredOrganisation;

beforeAll(async () => {
  scene = await ConfiguredOrganisation.start([
    ['newComplianceConfiguration', { identity: REDMOND, ...OF_REDMOND }],
    ['newComplianceConfiguration', { identity: FIRST, ...OF_FIRST }],
  ]);
});

const found = async (variables: object): Promise<string[]> => {
  const { complianceConfigurations: list } = await scene.data<{
    complianceConfigurations: { totalCount: number; nodes: { identity: string }[] };
  }>(LIST, variables, 'viewer');
  expect(list.totalCount).toBe(list.nodes.length);
  return list.nodes.map(({ identity }) => identity);
};

it.each([
  [GLOBAL, { identity: GLOBAL, scope: 'GLOBAL', site: null, pool: null, ...DEFAULTS }],
  ['site:redmond', { identity: REDMOND, scope: 'SITE', site: { name: 'Redmond' }, pool: null, ...OF_REDMOND }],
  [FIRST, { identity: FIRST, scope: 'SERVICE', site: null, pool: { fqdn: 'red-1.litwareinc.com' }, ...OF_FIRST }],
])('is found by %s, and by its id', async (identity, expected) => {
  const { complianceConfiguration } = await scene.data<{ complianceConfiguration: { id: string } }>(
    ONE,
    { identity },
    'viewer',
  );
  const { id } = complianceConfiguration;
  expect(complianceConfiguration).toEqual({ id, version: 1, ...expected });
  expect(await scene.data(ONE, { id })).toEqual({ complianceConfiguration });
  expect(await scene.data(NODE, { id })).toEqual({ node: { identity: expected.identity } });
});

it.each([
  ['site:Atlanta', 'NOT_FOUND', 'There is no compliance configuration "site:Atlanta".'],
  [
    'Archive',
    'BAD_USER_INPUT',
    '"Archive" is no identity of compliance configurations: they are known by "global", "site:NAME" or "service:PersistentChatServer:FQDN".',
  ],
])('is not found by %s', async (identity, code, message) => {
  expect(await scene.refusal(ONE, { identity })).toEqual({
    code,
    message,
    parameter: 'identity',
    cmdlet: 'Get-CsPersistentChatComplianceConfiguration',
  });
});

it('is not for users to know', async () => {
  const id = await scene.idOf('ComplianceConfiguration', GLOBAL);
  const effective = '{ pool(identity: "red-1.litwareinc.com") { effectiveComplianceConfiguration { source } } }';
  for (const query of [ONE, LIST, effective]) {
    expect(await scene.refusal(query, { identity: GLOBAL }, 'Ann')).toMatchObject({ code: 'FORBIDDEN' });
  }
  expect(await scene.data(NODE, { id }, 'Ann')).toEqual({ node: null });
});

it.each([
  [{}, [GLOBAL, FIRST, REDMOND]],
  [{ filter: '*red*' }, [FIRST, REDMOND]],
  [{ order: { field: 'IDENTITY', direction: 'DESC' } }, [REDMOND, FIRST, GLOBAL]],
  [{ where: { adapterType: { isNull: false } } }, [REDMOND]],
  [{ where: { adapterType: { like: '*XMLADAPTER,*' } } }, [REDMOND]],
  [{ where: { adapterName: { eq: 'écran xml' } } }, [REDMOND]],
  [{ where: { adapterOutputDirectory: { like: 'c:\\compliance\\*' } } }, [REDMOND]],
  [{ where: { oneChatRoomPerOutputFile: { eq: true } } }, [FIRST]],
  [{ where: { addChatRoomDetails: { eq: false } } }, [GLOBAL, REDMOND]],
  [{ where: { addUserDetails: { eq: true } } }, [REDMOND]],
  [{ where: { createFileAttachmentsManifest: { ne: true } } }, [GLOBAL, REDMOND]],
  [{ where: { customConfiguration: { isNull: true } } }, [GLOBAL, FIRST]],
  [{ where: { customConfiguration: { isNull: false } } }, [REDMOND]],
  [{ where: { runInterval: { gt: '00:15:00' } } }, [REDMOND]],
  [{ where: { runInterval: { eq: '30:00' } } }, null],
  [{ where: { runInterval: { lte: '0.00:15' } } }, [GLOBAL, FIRST]],
  [{ where: { scope: { eq: 'SERVICE' } } }, [FIRST]],
  [{ where: { site: { name: { eq: 'Redmond' } } } }, [REDMOND]],
  [{ where: { pool: { fqdn: { like: 'red-*' } } } }, [FIRST]],
  [{ where: { identity: { in: ['GLOBAL', 'site:redmond'] } } }, [GLOBAL, REDMOND]],
])('finds those of %j', async (variables, identities) => {
  if (identities) expect(await found(variables)).toEqual(identities);
  else {
    expect(await scene.refusal(LIST, variables)).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('"30:00" is not a valid TimeSpan; it is written as [d.]hh:mm:ss.'),
    });
  }
});

describe('what counts for pools', () => {
  const VALUES = Object.keys(DEFAULTS);
  const EFFECTIVE = `query ($first: Int) {
    pools(first: $first) {
      nodes {
        effectiveComplianceConfiguration {
          source complianceConfiguration { identity } ${VALUES.map((name) => `${name} { value source }`).join(' ')}
        }
      }
    }
  }`;

  it("is the pool's own, else that of its site, else the global one, as a whole", async () => {
    const of = (source: string, identity: string, values: object) => ({
      effectiveComplianceConfiguration: {
        source,
        complianceConfiguration: { identity },
        ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, source }])),
      },
    });
    expect(await scene.data(EFFECTIVE)).toEqual({
      pools: {
        nodes: [of('GLOBAL', GLOBAL, DEFAULTS), of('SERVICE', FIRST, OF_FIRST), of('SITE', REDMOND, OF_REDMOND)],
      },
    });
  });

  it('takes one statement for all of them', async () => {
    const one = await scene.statementsOf(() => scene.data(EFFECTIVE, { first: 1 }));
    const all = await scene.statementsOf(() => scene.data(EFFECTIVE, { first: 3 }));
    expect(all).toHaveLength(one.length);
    expect(all.filter((statement) => statement.includes('compliance_configurations'))).toHaveLength(1);
  });
});
