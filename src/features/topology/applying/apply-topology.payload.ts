import { Field, ObjectType, registerEnumType } from 'type-graphql';

import { ChangePayload } from '../../../changes/change-payload';
import { FieldChange } from '../../../changes/field-change';
import { listComplexity } from '../../../graphql/connection';
import type { AppliedTopology, ChangedPart } from './apply-topology.service';
import { namesChange } from '../pool-settings';

export enum TopologyEffect {
  ADDED = 'ADDED',
  CHANGED = 'CHANGED',
  REMOVED = 'REMOVED',
}
registerEnumType(TopologyEffect, {
  name: 'TopologyEffect',
  description: 'What becomes of a part of the topology.',
  valuesConfig: {
    ADDED: { description: 'It is new.' },
    CHANGED: { description: 'Something about it is another.' },
    REMOVED: { description: 'It goes.' },
  },
});

@ObjectType({ description: 'What happened, or under `whatIf` would happen, to one part of the topology.' })
export class TopologyChange {
  @Field({ description: 'The type of the part: `SipDomain`, `Site`, `Pool` or `PoolServer`.' })
  type: string;

  @Field({ description: 'The name of the part.' })
  identity: string;

  @Field(() => TopologyEffect, { description: 'What becomes of it.' })
  effect: TopologyEffect;

  @Field(() => [FieldChange], { description: 'What changes about it.' })
  changes: FieldChange[];
}

/** The fields of the topology that its parts are listed in, by the types of these. */
const LISTS = { SipDomain: 'sipDomains', Site: 'sites', Pool: 'pools', PoolServer: 'servers' };

@ObjectType({ implements: ChangePayload, description: 'What `applyTopology` did.' })
export class ApplyTopologyPayload extends ChangePayload {
  @Field(() => [TopologyChange], {
    description: 'The parts that changed: SIP domains, sites, pools, then servers.',
    complexity: listComplexity,
  })
  readonly parts: TopologyChange[];

  constructor({ outcome, parts }: AppliedTopology) {
    super(outcome);
    this.parts = parts.map(({ type, identity, changes }) => ({ type, identity, changes, effect: effectOf(changes) }));
  }

  /** What the change is about is the topology: which parts came, and which went. */
  override get changes(): FieldChange[] {
    return Object.entries(LISTS).flatMap(([type, path]) => {
      const names = (effect: TopologyEffect) =>
        this.parts.filter((part) => part.type === type && part.effect === effect).map(({ identity }) => identity);
      return namesChange(path, names(TopologyEffect.REMOVED), names(TopologyEffect.ADDED));
    });
  }
}

/** What is new, or goes, has or had a name only on one side. */
function effectOf(changes: ChangedPart['changes']): TopologyEffect {
  const name = changes.find(({ path }) => path === 'name' || path === 'fqdn');
  if (name?.before === null) return TopologyEffect.ADDED;
  return name?.after === null ? TopologyEffect.REMOVED : TopologyEffect.CHANGED;
}
