import fc from 'fast-check';

import type { PrincipalEdge } from '../../../../src/directory/principal-edge.entity';
import { CONTAINER_KINDS, type Principal } from '../../../../src/directory/principal.entity';
import { AccessList } from '../../../../src/eligibility/access-entry.entity';
import {
  CATEGORIES,
  containment,
  type DescribedPrincipal,
  membersOf,
  type Organisation,
  organisation,
  principal,
  PRINCIPALS,
  rarely,
  rowOf,
  someone,
} from '../organisation';
import { inviting } from './inviting';
import type { StagedEdge, StagedPrincipal } from './staged-rows';

const NEWCOMERS = 6;
const KEYS = ['sipKey', 'upnKey', 'logonKey', 'dnKey'] as const;

/** Somebody of before is described anew; mostly of the same kind, as directories have it. */
const redescription = fc.record({ of: someone, as: principal, ofThatKind: rarely });

/** A principal that wasn't there before, mostly with a key of somebody who is denied in a category and mostly vanishes. */
const newcomer = fc.record({
  as: principal.map((described) => ({ ...described, place: 0, granted: null })),
  succeeding: fc.option(
    fc.record({ whom: someone, key: fc.constantFrom(...KEYS), deniedIn: fc.nat(CATEGORIES - 1), stays: rarely }),
  ),
});

const joining = fc.record({
  group: fc.nat(),
  member: fc.nat(PRINCIPALS + NEWCOMERS - 1),
  nested: fc.boolean(),
  primary: fc.boolean(),
});

/** An organisation, and what becomes of its directory: who comes, goes, returns, moves, joins and leaves, much of it or nothing. */
export const changingOrganisation = fc
  .record({
    organisation,
    inviting,
    redescribed: fc.array(redescription, { maxLength: 12 }),
    newcomers: fc.array(newcomer, { maxLength: NEWCOMERS }),
    left: fc.array(fc.nat(PRINCIPALS), { maxLength: 12 }),
    joined: fc.array(joining, { maxLength: 8 }),
  })
  .map((change) => ({ ...change, organisation: denyingPredecessors(change.organisation, change.newcomers) }));
type Newcomer = typeof newcomer extends fc.Arbitrary<infer T> ? T : never;
type ChangingOrganisation = typeof changingOrganisation extends fc.Arbitrary<infer T> ? T : never;

export interface DirectoryRows {
  principals: Partial<Principal>[];
  edges: PrincipalEdge[];
}

export function directoryBefore({ organisation: { principals, memberships } }: ChangingOrganisation): DirectoryRows {
  return directoryOf(principals, membersOf(principals, memberships));
}

export function directoryAfter(change: ChangingOrganisation): DirectoryRows {
  const { principals, memberships } = change.organisation;
  const after = [...principals];
  for (const { of, as, ofThatKind } of change.redescribed)
    after[of] = { ...as, ...(!ofThatKind && { kind: principals[of]!.kind }), granted: principals[of]!.granted };
  for (const { succeeding } of change.newcomers) {
    if (succeeding && !succeeding.stays) after[succeeding.whom] = { ...after[succeeding.whom]!, missing: true };
  }
  after.push(...change.newcomers.map(({ as }) => as));
  const left = new Set(change.left);
  const staying = membersOf(principals, memberships).filter((_edge, i) => !left.has(i));
  const directory = directoryOf(after, [...staying, ...membersOf(after, change.joined)]);
  change.newcomers.forEach(({ succeeding }, i) => {
    const [row, predecessor] = [directory.principals[PRINCIPALS + i]!, directory.principals[succeeding?.whom ?? 0]!];
    if (succeeding) Object.assign(row, { [succeeding.key]: predecessor[succeeding.key] ?? null });
  });
  return directory;
}

/** Whoever has a successor is denied where all are allowed with whom the newcomers stand. */
function denyingPredecessors(organised: Organisation, newcomers: readonly Newcomer[]): Organisation {
  const place = organised.principals.findIndex(({ kind }) => CONTAINER_KINDS.includes(kind));
  const categories = organised.categories.map((category, i) => {
    const denied = newcomers.flatMap(({ succeeding }) => (succeeding?.deniedIn === i ? [succeeding.whom] : []));
    if (denied.length === 0 || place < 0) return category;
    return {
      ...category,
      [AccessList.DENIED]: [...new Set([...category[AccessList.DENIED], ...denied])],
      [AccessList.ALLOWED]: [...new Set([...category[AccessList.ALLOWED], place])],
    };
  });
  return { ...organised, categories };
}

/** What a sync stages to make the one of the other. */
export function staged(before: DirectoryRows, after: DirectoryRows): [StagedPrincipal[], StagedEdge[]] {
  const was = new Map(before.principals.map((row) => [row.id, row]));
  const principals = after.principals.flatMap((row): StagedPrincipal[] => {
    const old = was.get(row.id);
    if (!old) return row.missing ? [] : [{ ...row, effect: 'ADDED' }];
    if (row.missing) return old.missing ? [] : [{ id: row.id, effect: 'MISSING' }];
    if (old.missing) return [{ ...row, effect: 'RETURNED' }];
    return JSON.stringify(old) === JSON.stringify(row) ? [] : [{ ...row, effect: 'CHANGED' }];
  });
  const [from, to] = [before, after].map(({ edges }) => new Map(edges.map((edge) => [nameOf(edge), edge])));
  const gone = before.edges.filter((edge) => !to!.has(nameOf(edge)));
  const come = after.edges.filter((edge) => !from!.has(nameOf(edge)));
  return [
    principals,
    [
      ...gone.map((edge): StagedEdge => ({ ...edge, effect: '-' })),
      ...come.map((edge): StagedEdge => ({ ...edge, effect: '+' })),
    ],
  ];
}

function directoryOf(principals: readonly DescribedPrincipal[], memberships: readonly PrincipalEdge[]): DirectoryRows {
  const rows = principals.map((described, i) => {
    const row = rowOf(described, i);
    return { ...row, upnKey: `upn ${row.id}`, logonKey: `logon ${row.id}` };
  });
  const present = new Set(rows.filter(({ missing }) => !missing).map(({ id }) => id));
  const edges = [...containment(principals), ...memberships].filter(
    ({ parentId, childId }) => present.has(parentId) && present.has(childId),
  );
  return { principals: rows, edges: [...new Map(edges.map((edge) => [nameOf(edge), edge])).values()] };
}

function nameOf({ kind, parentId, childId }: PrincipalEdge): string {
  return `${kind} ${parentId} ${childId}`;
}
