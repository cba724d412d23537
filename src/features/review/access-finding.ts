import { Field, ObjectType, registerEnumType } from 'type-graphql';

import { AccessList } from '../../eligibility/access-entry.entity';
import { AccessFindingKind, type ListFinding } from '../../eligibility/review/list-finding';
import { connectionOf } from '../../graphql/connection';

registerEnumType(AccessList, {
  name: 'AccessList',
  description: 'The lists of principals: three of a category, three of a room.',
  valuesConfig: {
    ALLOWED: { description: 'Whom the wall of a category lets in (`AllowedMembers`).' },
    DENIED: { description: 'Whom the wall of a category keeps out (`DeniedMembers`).' },
    CREATORS: { description: 'Who may create rooms in a category (`Creators`).' },
    MEMBERS: { description: 'Who may enter a room (`Members`).' },
    MANAGERS: { description: 'Who may change a room (`Managers`).' },
    PRESENTERS: { description: 'Who posts in an auditorium (`Presenters`).' },
  },
});

@ObjectType({ description: 'What a review found of an entry of an access list, or of a list as a whole.' })
export class AccessFinding implements ListFinding {
  @Field(() => AccessFindingKind, { description: 'What was found.' })
  kind: AccessFindingKind;

  @Field(() => AccessList, { description: 'On which list.' })
  list: AccessList;

  categoryId: number;
  roomId: number | null;
  principalId: number | null;
  byId: number | null;
}

export const AccessFindingConnection = connectionOf(AccessFinding);
