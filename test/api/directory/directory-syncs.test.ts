import { toGlobalId } from '../../../src/graphql/node';
import { Role } from '../../../src/security/access-token.entity';
import { Principal } from '../../../src/directory/principal.entity';
import { DirectoryScene, refusal, sync, SYNCS, syncs } from './scene';
import { litware, without } from './two-domains';

let scene: DirectoryScene;
let ids: string[];

/** A sync of the one that found nothing, of the other that failed, and of both that succeeded. */
beforeAll(async () => {
  scene = await DirectoryScene.start();
  const first = await sync(scene, { source: 'litware' });
  scene.domains.writeText('contoso', '');
  await refusal(scene, { source: 'contoso' });
  scene.domains.write({ litware: without(litware, 'User 091') });
  const third = await sync(scene);
  const [second] = await syncs(scene, { where: { state: { eq: 'FAILED' } } });
  ids = [first.sync!.id, second!.id, third.sync!.id];
});

const found = async (variables: object) => (await syncs(scene, variables)).map(({ id }) => ids.indexOf(id));

describe('the list of syncs', () => {
  it('has the newest first', async () => {
    expect(await found({})).toEqual([2, 1, 0]);
    expect(await found({ order: { field: 'STARTED_AT', direction: 'ASC' } })).toEqual([0, 1, 2]);
  });

  it.each([
    [{ source: { eq: 'LITWARE' } }, [2, 0]],
    [{ source: { like: 'con*' } }, [2, 1]],
    [{ not: { source: { eq: 'contoso' } } }, [0]],
    [{ state: { eq: 'FAILED' } }, [1]],
    [{ state: { in: ['SUCCEEDED', 'UNCHANGED'] } }, [2, 0]],
    [{ trigger: { ne: 'MUTATION' } }, []],
    [{ actor: { like: 'test*' } }, [2, 1, 0]],
    [{ startedAt: { gt: '2026-01-01T00:00:00Z', lt: '2026-01-02T00:00:00Z' } }, []],
  ])('is filtered by %j', async (where, expected) => {
    expect(await found({ where })).toEqual(expected);
  });

  it('is paged', async () => {
    const PAGE = `query Page($after: String) { directorySyncs(first: 2, after: $after) {
      totalCount nodes { id } pageInfo { endCursor hasNextPage } } }`;
    type Page = {
      directorySyncs: {
        totalCount: number;
        nodes: { id: string }[];
        pageInfo: { endCursor: string; hasNextPage: boolean };
      };
    };
    const { directorySyncs: first } = await scene.data<Page>(PAGE);
    const { directorySyncs: second } = await scene.data<Page>(PAGE, { after: first.pageInfo.endCursor });
    expect(
      [first, second].map(({ totalCount, nodes }) => [totalCount, nodes.map(({ id }) => ids.indexOf(id))]),
    ).toEqual([
      [3, [2, 1]],
      [3, [0]],
    ]);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  it('takes as many statements for three as for one', async () => {
    const statements = async (first: number) =>
      (await scene.gateway.statementsOf(() => syncs(scene, { first }))).length;
    expect(await statements(3)).toBe(await statements(1));
  });

  it('has things of the graph, in the audit trail too', async () => {
    const { node, auditEntries } = await scene.data<Record<string, unknown>>(
      `query Node($id: ID!) { node(id: $id) { ... on DirectorySync { state } }
        auditEntries(where: { node: $id }) { nodes { node { ... on DirectorySync { id } } } } }`,
      { id: ids[2] },
    );
    expect({ node, auditEntries }).toEqual({
      node: { state: 'SUCCEEDED' },
      auditEntries: { nodes: [{ node: { id: ids[2] } }] },
    });
  });
});

describe('the sources', () => {
  it('tell what they are and how they are doing', async () => {
    const { directorySources } = await scene.data<{ directorySources: unknown[] }>(
      '{ directorySources { name kind servers sweptAt lastSuccess { id } lastFailure { id error } } }',
    );
    expect(directorySources).toEqual([
      {
        name: 'litware',
        kind: 'LDIF',
        servers: [],
        sweptAt: expect.any(String),
        lastSuccess: { id: ids[2] },
        lastFailure: null,
      },
      {
        name: 'contoso',
        kind: 'LDIF',
        servers: [],
        sweptAt: expect.any(String),
        lastSuccess: { id: ids[2] },
        lastFailure: { id: ids[1], error: 'There are no principals in "contoso"; the directory was left as it is.' },
      },
    ]);
  });
});

describe('who may know of it', () => {
  const QUERIES = ['{ directorySources { name } }', '{ directorySyncs { totalCount } }'];

  it.each(QUERIES)('is a viewer: %s', async (query) => {
    expect((await scene.gateway.graphql(query, {}, { as: 'viewer' })).errors).toBeUndefined();
  });

  it('is no user', async () => {
    const principal = await scene.store.read.findOneByOrFail(Principal, { displayName: 'Ann' });
    const as = await scene.gateway.token({ name: 'Ann', role: Role.USER, principal });
    for (const query of [...QUERIES, 'mutation { syncDirectory(input: {}) { plan } }']) {
      const { errors } = await scene.gateway.graphql(query, {}, { as });
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    const { data } = await scene.gateway.graphql(
      'query Node($id: ID!) { node(id: $id) { id } }',
      { id: toGlobalId('DirectorySync', 1) },
      { as },
    );
    expect(data).toEqual({ node: null });
  });

  it('is nobody without a token', async () => {
    const { errors } = await scene.gateway.graphql(SYNCS, {}, { as: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});
