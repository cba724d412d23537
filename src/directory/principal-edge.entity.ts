import { registerEnumType } from 'type-graphql';
import { Entity, Index, PrimaryColumn } from 'typeorm';

import { EdgeKind, MEMBERSHIPS } from './edge-kind';

export { EdgeKind, MEMBERSHIPS };

registerEnumType(EdgeKind, {
  name: 'PrincipalEdgeKind',
  description: 'How a group or container holds a principal.',
  valuesConfig: {
    MEMBER: { description: 'The group lists it as a member.' },
    PRIMARY: { description: 'The group is its primary group, and does not list it.' },
    CONTAINS: { description: 'It stands directly below the container, organizational unit or domain.' },
  },
});

/** One step of the directory's graph, from a group to a member or from a container to what stands directly below it. */
@Entity('principal_edges')
@Index(['childId', 'kind', 'parentId'])
export class PrincipalEdge {
  @PrimaryColumn({ type: 'varchar', length: 1 })
  kind: EdgeKind;

  @PrimaryColumn()
  parentId: number;

  @PrimaryColumn()
  childId: number;
}
