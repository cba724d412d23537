import { startTestGateway, type TestGateway } from '../../support/gateway';

const PAGE = `query Page($first: Int!) {
  rooms(first: $first) {
    totalCount
    nodes {
      identity
      category { name }
      pool { fqdn site { name } }
      addin { name url }
      members(first: 20) { nodes { displayName } }
      managers(first: 20) { nodes { displayName } }
      presenters(first: 20) { nodes { displayName } }
      eligiblePrincipals(first: 20) { totalCount nodes { displayName sipAddress } }
    }
  }
}`;

describe('a page of rooms', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({ directory: { source: 'sample' } });
  });

  it('takes the same statements, at most 12, for 1 room and for 50', async () => {
    const one = await gateway.statementsOf(() => page(1));
    const fifty = await gateway.statementsOf(() => page(50));
    expect(fifty.length).toBe(one.length);
    expect(fifty.length).toBeLessThanOrEqual(12);
  });

  async function page(first: number): Promise<void> {
    const answer = await gateway.graphql<{ rooms: { nodes: unknown[] } }>(PAGE, { first });
    expect(answer.errors).toBeUndefined();
    expect(answer.data!.rooms.nodes).toHaveLength(first);
  }
});
