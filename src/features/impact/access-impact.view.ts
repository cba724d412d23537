import { Args, Field, ObjectType } from 'type-graphql';

import type { StoredImpact } from '../../changes/stored-impact';
import { AccessImpact } from '../../eligibility/access-impact';
import { ConnectionArgs, connectionComplexity } from '../../graphql/connection';
import { AccessChangeConnection } from './access-change';
import { AccessChanges } from './access-changes';

@ObjectType('AccessImpact', {
  description:
    'Who gains and who loses entry to rooms by a change. Under `whatIf` all of them can be paged through, after a commit the first 500.',
})
export class AccessImpactView {
  constructor(private readonly impact: AccessImpact | StoredImpact) {}

  @Field(() => AccessChangeConnection, {
    description: 'The users who gain entry, by display name.',
    complexity: connectionComplexity,
  })
  gained(@Args(() => ConnectionArgs) args: ConnectionArgs): AccessChanges {
    return this.changes('gained', args);
  }

  @Field(() => AccessChangeConnection, {
    description: 'The users who lose entry, by display name.',
    complexity: connectionComplexity,
  })
  lost(@Args(() => ConnectionArgs) args: ConnectionArgs): AccessChanges {
    return this.changes('lost', args);
  }

  private changes(side: 'gained' | 'lost', args: ConnectionArgs): AccessChanges {
    const { impact } = this;
    return impact instanceof AccessImpact
      ? AccessChanges.planned(impact.index, impact[side], args)
      : AccessChanges.stored(impact[side], args);
  }
}
