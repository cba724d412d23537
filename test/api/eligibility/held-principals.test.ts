import { startTestGateway, type TestGateway } from '../../support/gateway';

const HELD = '__typename id kind displayName sipAddress';

interface Rooms {
  rooms: { nodes: { eligiblePrincipals: Page; members: Page; managers: Page }[] };
}
interface Page {
  edges: { cursor: string; node: Record<string, unknown> }[];
}

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ directory: { source: 'sample' } });
});

/** The lists of all rooms with these fields of their principals, and how many statements read principals for them. */
async function lists(fields: string): Promise<{ pages: Page[]; reads: number }> {
  let pages: Page[] = [];
  const statements = await gateway.statementsOf(async () => {
    const page = `(first: 20) { edges { cursor node { ${fields} } } }`;
    const { data, errors } = await gateway.graphql<Rooms>(
      `{ rooms { nodes { eligiblePrincipals${page} members${page} managers${page} } } }`,
    );
    expect(errors).toBeUndefined();
    pages = data!.rooms.nodes.flatMap(({ eligiblePrincipals, members, managers }) => [
      eligiblePrincipals,
      members,
      managers,
    ]);
  });
  return { pages, reads: statements.filter((statement) => /\bFROM `?principals`?\b/.test(statement)).length };
}

it('shows what the index holds of principals as the store has it, and reads the store for more', async () => {
  const held = await lists(HELD);
  const read = await lists(`${HELD} guid`);
  const withoutGuids = read.pages.map(({ edges }) => ({
    edges: edges.map(({ cursor, node: { guid: _guid, ...node } }) => ({ cursor, node })),
  }));
  expect(held.pages).toEqual(withoutGuids);
  expect(held.pages.flatMap(({ edges }) => edges).length).toBeGreaterThan(200);
  expect([held.reads, read.reads]).toEqual([0, 1]);
});
