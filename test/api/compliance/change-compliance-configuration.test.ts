import { OutputDirectory } from '../../../src/features/compliance/output-directory';
import { ConfiguredOrganisation } from '../../support/configured-organisation';

const PAYLOAD = `
  complianceConfiguration { id identity version adapterType adapterName adapterOutputDirectory addUserDetails customConfiguration runInterval }
  changes { path before after }
  warnings { code message }
  plan
  operationId
  auditEntry { operation identity }`;
const NEW = `mutation ($input: NewComplianceConfigurationInput!) { change: newComplianceConfiguration(input: $input) { ${PAYLOAD} } }`;
const SET = `mutation ($input: SetComplianceConfigurationInput!) { change: setComplianceConfiguration(input: $input) { ${PAYLOAD} } }`;
const REMOVE = `mutation ($input: RemoveComplianceConfigurationInput!) {
  change: removeComplianceConfiguration(input: $input) { removedId changes { path before after } auditEntry { operation identity } }
}`;
const XML_ADAPTER = 'Microsoft.Rtc.Internal.Chat.Server.Compliance.XmlAdapter,compliance';
const REDMOND = 'site:Redmond';
const FIRST = 'service:PersistentChatServer:red-1.litwareinc.com';
const SECOND = 'service:PersistentChatServer:red-2.litwareinc.com';
const XSLT = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="/"><xsl:copy-of select="//Message[@author]"/></xsl:template>
</xsl:stylesheet>`;

let scene: ConfiguredOrganisation;

beforeAll(async () => {
  scene = await ConfiguredOrganisation.start(
    [
      [
        'newComplianceConfiguration',
        { identity: REDMOND, adapterType: XML_ADAPTER, adapterOutputDirectory: 'C:\\Compliance\\Redmond' },
      ],
    ],
    { config: { complianceOutputBase: OutputDirectory.parse('C:\\Compliance') as OutputDirectory } },
  );
});
beforeEach(() => scene.reset());

interface Payload {
  complianceConfiguration: { id: string; version: number } | null;
  plan: string | null;
  warnings: object[];
}

const changed = async (query: string, input: object): Promise<Payload> =>
  (await scene.data<{ change: Payload }>(query, { input })).change;

describe('newComplianceConfiguration', () => {
  it('makes one for a pool', async () => {
    const settings = {
      adapterType:
        'Litware.Archive.Adapter, archive, Version=1.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35',
      adapterName: 'Archive',
      adapterOutputDirectory: 'c:/compliance/./First//',
      addUserDetails: true,
      customConfiguration: XSLT,
      runInterval: '30.00:00:00',
    };
    const kept = { ...settings, adapterOutputDirectory: 'C:\\compliance\\First' };
    expect(await changed(NEW, { identity: FIRST, ...settings })).toEqual({
      complianceConfiguration: { id: expect.any(String), identity: FIRST, version: 1, ...kept },
      changes: [
        { path: 'identity', before: null, after: FIRST },
        { path: 'adapterType', before: null, after: settings.adapterType },
        { path: 'adapterName', before: null, after: 'Archive' },
        { path: 'adapterOutputDirectory', before: null, after: 'C:\\compliance\\First' },
        { path: 'oneChatRoomPerOutputFile', before: null, after: false },
        { path: 'addChatRoomDetails', before: null, after: false },
        { path: 'addUserDetails', before: null, after: true },
        { path: 'createFileAttachmentsManifest', before: null, after: false },
        { path: 'customConfiguration', before: null, after: XSLT },
        { path: 'runInterval', before: null, after: '30.00:00:00' },
      ],
      warnings: [],
      plan: null,
      operationId: expect.any(String),
      auditEntry: { operation: 'newComplianceConfiguration', identity: FIRST },
    });
  });

  it('in memory answers with it, and stores nothing', async () => {
    const before = await scene.stored();
    expect(await changed(NEW, { identity: FIRST, runInterval: '00:01', inMemory: true })).toMatchObject({
      complianceConfiguration: { identity: FIRST, version: 0, adapterType: null, runInterval: '00:01:00' },
      plan: null,
      operationId: null,
      auditEntry: null,
    });
    expect(await scene.stored()).toEqual(before);
  });

  it('in memory checks as much as otherwise', async () => {
    const input = { identity: FIRST, inMemory: true, adapterOutputDirectory: 'C:\\Compliance\\REDMOND' };
    expect(await scene.refusal(NEW, { input })).toMatchObject({ code: 'IN_USE' });
  });

  it.each([
    [
      { addUserDetails: true },
      `Nothing is recorded by ${FIRST}, whatever else it says, as long as it has no adapterType.`,
    ],
    [
      { adapterType: XML_ADAPTER },
      `The adapter of ${FIRST} has nowhere to write to as long as it has no adapterOutputDirectory.`,
    ],
  ])('warns where %j comes to nothing', async (settings, message) => {
    const { warnings } = await changed(NEW, { identity: FIRST, ...settings });
    expect(warnings).toEqual([{ code: 'WITHOUT_EFFECT', message }]);
  });

  it('lets one of several have an output directory that all want at once', async () => {
    const identities = [FIRST, SECOND, 'service:PersistentChatServer:atl.litwareinc.com', 'site:Atlanta'];
    const answers = await Promise.all(
      identities.map((identity) =>
        scene.ask(NEW, { input: { identity, adapterOutputDirectory: 'C:\\Compliance\\Wanted' } }),
      ),
    );
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'OK');
    expect(codes.toSorted()).toEqual(['IN_USE', 'IN_USE', 'IN_USE', 'OK']);
  });
});

describe('setComplianceConfiguration', () => {
  it('changes the global one where none is named', async () => {
    expect(await changed(SET, { runInterval: '06:30:00' })).toMatchObject({
      complianceConfiguration: { identity: 'global', version: 2, runInterval: '06:30:00' },
      changes: [{ path: 'runInterval', before: '00:15:00', after: '06:30:00' }],
      auditEntry: { operation: 'setComplianceConfiguration', identity: 'global' },
    });
  });

  it('keeps an output directory that it has already, in another case', async () => {
    expect(await changed(SET, { identity: REDMOND, adapterOutputDirectory: 'C:\\Compliance\\REDMOND' })).toMatchObject({
      complianceConfiguration: { version: 2, adapterOutputDirectory: 'C:\\Compliance\\REDMOND' },
    });
  });

  it('frees an output directory for another by null', async () => {
    expect(await changed(SET, { identity: REDMOND, adapterType: null, adapterOutputDirectory: null })).toMatchObject({
      changes: [
        { path: 'adapterType', before: XML_ADAPTER, after: null },
        { path: 'adapterOutputDirectory', before: 'C:\\Compliance\\Redmond', after: null },
      ],
      warnings: [],
    });
    expect(await changed(SET, { adapterOutputDirectory: 'C:\\Compliance\\Redmond' })).toMatchObject({
      complianceConfiguration: { identity: 'global', adapterOutputDirectory: 'C:\\Compliance\\Redmond' },
    });
  });

  it('takes no output directory of another', async () => {
    expect(await scene.refusal(SET, { input: { adapterOutputDirectory: 'c:/compliance/redmond' } })).toEqual({
      code: 'IN_USE',
      parameter: 'input.adapterOutputDirectory',
      message: 'The output directory C:\\compliance\\redmond is that of site:Redmond; each adapter has one of its own.',
      usedBy: [{ type: 'ComplianceConfiguration', count: 1, identities: [REDMOND] }],
      cmdlet: 'Set-CsPersistentChatComplianceConfiguration',
    });
  });

  it('lets one of two have an output directory that both want at once', async () => {
    await changed(NEW, { identity: FIRST });
    const wanted = { adapterOutputDirectory: 'C:\\Compliance\\Wanted' };
    const answers = await Promise.all(
      ['global', FIRST, REDMOND].map((identity) => scene.ask(SET, { input: { identity, ...wanted } })),
    );
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'OK');
    expect(codes.toSorted()).toEqual(['IN_USE', 'IN_USE', 'OK']);
  });

  it('says where an XSLT document is wrong', async () => {
    const customConfiguration = XSLT.replace('[@author]', '[@author');
    expect(await scene.refusal(SET, { input: { identity: REDMOND, customConfiguration } })).toEqual({
      code: 'BAD_USER_INPUT',
      parameter: 'input.customConfiguration',
      message:
        'The XSLT document is wrong at line 2, column 27: in "select" of "xsl:copy-of", "//Message[@author" has the end where an operator or "]" is expected.',
      position: { offset: XSLT.indexOf('<xsl:copy-of'), line: 2, column: 27 },
      cmdlet: 'Set-CsPersistentChatComplianceConfiguration',
    });
  });

  const OUTSIDE = 'is outside of C:\\Compliance, the folder that COMPLIANCE_OUTPUT_BASE names.';

  it.each([
    [{ runInterval: '00:00:59' }, 'The run interval is 00:00:59; it may be from 00:01:00 to 30.00:00:00.'],
    [{ runInterval: '30.00:00:01' }, 'The run interval is 30.00:00:01; it may be from 00:01:00 to 30.00:00:00.'],
    [{ runInterval: '-00:15:00' }, 'The run interval is -00:15:00; it may be from 00:01:00 to 30.00:00:00.'],
    [{ runInterval: null }, '"runInterval" can\'t be null; leave it out to let it stay.'],
    [{ addUserDetails: null }, '"addUserDetails" can\'t be null; leave it out to let it stay.'],
    [{ adapterOutputDirectory: 'C:\\Compliance2\\x' }, `The output directory "C:\\Compliance2\\x" ${OUTSIDE}`],
    [
      { adapterOutputDirectory: 'C:\\Compliance\\..\\Windows' },
      `The output directory "C:\\Compliance\\..\\Windows" ${OUTSIDE}`,
    ],
    [{ adapterOutputDirectory: '/Compliance' }, `The output directory "/Compliance" ${OUTSIDE}`],
    [
      { adapterOutputDirectory: 'Compliance' },
      'The output directory "Compliance" is no absolute path, such as "C:\\Compliance", "\\\\server\\share\\compliance" or "/var/compliance".',
    ],
    [
      { adapterType: 'XmlAdapter' },
      'The adapter type "XmlAdapter" is not of the form TYPE,ASSEMBLY, such as "Litware.Archive,archive".',
    ],
    [{ adapterType: `A,${'b'.repeat(511)}` }, 'The adapter type is longer than 512 characters.'],
    [{ adapterName: ' ' }, 'The adapter name is empty; null takes it away.'],
    [{ adapterName: 'a\nb' }, 'The adapter name has a control character, such as a line break.'],
    [{ adapterName: 'é'.repeat(257) }, 'The adapter name is longer than 256 characters.'],
    [
      { customConfiguration: '<html/>' },
      'The XSLT document is wrong at line 1, column 1: its root is "html" rather than "stylesheet" or "transform" of the namespace http://www.w3.org/1999/XSL/Transform.',
    ],
  ])('refuses %j', async (settings, message) => {
    const parameter = `input.${Object.keys(settings)[0]}`;
    expect(await scene.refusal(SET, { input: { identity: REDMOND, ...settings } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter,
      message,
    });
  });

  it.each(['15', '1:2:3:4:5', '24:00:00', '00:60:00', '00:15:00.5', 'PT15M'])(
    'refuses "%s", which is no length of time',
    async (runInterval) => {
      expect(await scene.refusal(SET, { input: { runInterval } })).toMatchObject({
        code: 'BAD_USER_INPUT',
        message: expect.stringContaining(`"${runInterval}" is not a valid TimeSpan; it is written as [d.]hh:mm:ss.`),
      });
    },
  );
});

describe('removeComplianceConfiguration', () => {
  it('removes that of a site, and frees its output directory', async () => {
    const removedId = await scene.idOf('ComplianceConfiguration', REDMOND);
    expect(await changed(REMOVE, { id: removedId, force: false })).toMatchObject({
      removedId,
      changes: expect.arrayContaining([
        { path: 'adapterOutputDirectory', before: 'C:\\Compliance\\Redmond', after: null },
        { path: 'runInterval', before: '00:15:00', after: null },
      ]),
      auditEntry: { operation: 'removeComplianceConfiguration', identity: REDMOND },
    });
    await changed(SET, { adapterOutputDirectory: 'C:\\Compliance\\Redmond' });
  });

  it('resets the global one', async () => {
    await changed(SET, { runInterval: '01:00:00', customConfiguration: XSLT });
    expect(await changed(REMOVE, { identity: 'global' })).toMatchObject({
      removedId: null,
      changes: [
        { path: 'customConfiguration', before: XSLT, after: null },
        { path: 'runInterval', before: '01:00:00', after: '00:15:00' },
      ],
    });
  });

  it('finds none where there is none', async () => {
    expect(await scene.refusal(REMOVE, { input: { identity: 'site:Atlanta' } })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

it('is all for administrators only', async () => {
  for (const as of ['viewer', 'Ann']) {
    for (const query of [NEW, SET, REMOVE]) {
      expect(await scene.refusal(query, { input: { identity: REDMOND } }, as)).toMatchObject({ code: 'FORBIDDEN' });
    }
  }
});
