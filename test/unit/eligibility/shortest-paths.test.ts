import { EdgeKind } from '../../../src/directory/principal-edge.entity';
import { ShortestPaths, type UpwardEdge } from '../../../src/eligibility/shortest-paths';

const [ANN, DESK, HOUSE, DOMAIN, TEAM, STAFF] = [1, 2, 3, 4, 5, 6] as const;

const within = (childId: number, parentId: number): UpwardEdge => ({ kind: EdgeKind.CONTAINS, childId, parentId });
const memberOf = (childId: number, parentId: number): UpwardEdge => ({ kind: EdgeKind.MEMBER, childId, parentId });
const path = (to: number, edges: UpwardEdge[]) =>
  new ShortestPaths(ANN, edges).to(to).map(({ principalId }) => principalId);

it('leads from the principal itself by the kinds of the edges', () => {
  expect(new ShortestPaths(ANN, [within(ANN, DESK), memberOf(DESK, TEAM)]).to(TEAM)).toEqual([
    { principalId: ANN, edge: null },
    { principalId: DESK, edge: EdgeKind.CONTAINS },
    { principalId: TEAM, edge: EdgeKind.MEMBER },
  ]);
});

it('is but the principal where that is meant', () => {
  expect(path(ANN, [memberOf(ANN, TEAM), memberOf(TEAM, ANN)])).toEqual([ANN]);
});

it('takes the container that holds the principal, though the one that holds its group is nearer', () => {
  const edges = [memberOf(ANN, TEAM), within(TEAM, DOMAIN), within(ANN, DESK), within(DESK, HOUSE)];
  expect(path(DOMAIN, [...edges, within(HOUSE, DOMAIN)])).toEqual([ANN, DESK, HOUSE, DOMAIN]);
  expect(path(DOMAIN, edges)).toEqual([]);
});

it('goes up from a container to the next one, whichever way came to it first', () => {
  const edges = [memberOf(ANN, TEAM), memberOf(TEAM, DESK), within(ANN, DESK), within(DESK, HOUSE)];
  expect(path(HOUSE, edges)).toEqual([ANN, DESK, HOUSE]);
});

it('takes the first of equally short ways', () => {
  const [first, second] = [
    [memberOf(ANN, TEAM), memberOf(TEAM, STAFF)],
    [within(ANN, DESK), memberOf(DESK, STAFF)],
  ];
  expect(path(STAFF, [...first, ...second])).toEqual([ANN, TEAM, STAFF]);
  expect(path(STAFF, [...second, ...first])).toEqual([ANN, DESK, STAFF]);
});
