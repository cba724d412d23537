import { ApplyScene, APPLY, ATL, RED, told } from './apply-scene';

let scene: ApplyScene;

beforeAll(async () => {
  scene = await ApplyScene.start();
});
beforeEach(() => scene.reset());

describe('refused is', () => {
  it('to remove pools that hold something, each with its counts', async () => {
    scene.file.write({ sipDomains: ['litwareinc.com'], sites: [{ name: 'Paris' }] });
    expect(await scene.organisation.refusal(APPLY, { input: {} })).toEqual({
      message: `The pool ${ATL} can't be removed: it holds 1 category, 2 rooms and 1 add-in.`,
      code: 'IN_USE',
      usedBy: [
        { of: ATL, type: 'Category', count: 1, identities: [] },
        { of: ATL, type: 'Room', count: 2, identities: [] },
        { of: ATL, type: 'Addin', count: 1, identities: [] },
      ],
    });
  });

  it('to take the backup database from a pool that is failed over to it', async () => {
    await scene.apply();
    await scene.organisation.data(
      `mutation { setPoolState(input: { identity: "${RED}", state: FAILED_OVER }) { operationId } }`,
    );
    scene.document((_document, red) => {
      delete red.backupDatabase;
      red.servers.push('new.litwareinc.com');
    });
    expect(await scene.organisation.refusal(APPLY, { input: {} })).toEqual({
      message: `The backup database of the pool ${RED} can't be taken away: the pool is failed over to it.`,
      code: 'IN_USE',
      usedBy: [{ of: RED, type: 'Pool', count: 1, identities: [RED] }],
    });
    scene.document((_document, red) => red.servers.push('new.litwareinc.com'));
    expect(told(await scene.apply())[1]).toContain('state: null > FAILED_OVER');
  });

  it('a document with mistakes, with all of them', async () => {
    scene.file.write({ sites: [{ name: 'Redmond', pools: [{ fqdn: 'red' }] }, { name: 'redmond' }] });
    const { message, code, mistakes } = await scene.organisation.refusal(APPLY, { input: {} });
    expect([code, message]).toEqual([
      'BAD_USER_INPUT',
      `In the topology document: ${(mistakes as string[]).join(' ')}`,
    ]);
    expect(mistakes).toEqual([
      'sipDomains is missing.',
      'sites[0].pools[0].primaryDatabase is missing.',
      'sites[0].pools[0].servers is missing.',
      'sites[0].pools[0].fqdn must be a fully qualified domain name, such as red-cs-001.litwareinc.com.',
      'sites[1].name is "redmond", which sites[0].name is already.',
    ]);
  });

  it('a document that is no YAML, with the line, and without the path of the file', async () => {
    scene.file.write('sites: [\n');
    expect(await scene.organisation.refusal(APPLY, { input: {} })).toEqual({
      message: expect.stringMatching(/^The topology document can't be read: .* at line 2, column 1\.$/),
      code: 'BAD_USER_INPUT',
    });
  });

  it('everybody but an administrator', async () => {
    for (const as of ['viewer', 'Ann']) {
      expect(await scene.organisation.refusal(APPLY, { input: {} }, as)).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});
