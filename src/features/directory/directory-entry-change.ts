import { Field, ObjectType, registerEnumType } from 'type-graphql';

import { PrincipalKind } from '../../directory/principal.entity';

export enum DirectoryEntryEffect {
  ADDED = 'ADDED',
  RETURNED = 'RETURNED',
  MOVED = 'MOVED',
  CHANGED = 'CHANGED',
  MISSING = 'MISSING',
}
registerEnumType(DirectoryEntryEffect, {
  name: 'DirectoryEntryEffect',
  description: 'What becomes of a principal in a sync of the directory.',
  valuesConfig: {
    ADDED: { description: 'It is new.' },
    RETURNED: { description: 'It had vanished and is back.' },
    MOVED: { description: 'It stands in another container; other attributes may have changed with it.' },
    CHANGED: { description: 'It has other attributes.' },
    MISSING: { description: 'It vanished.' },
  },
});

@ObjectType({ description: 'A principal that a sync of the directory brings, changes or takes away.' })
export class DirectoryEntryChange {
  principalId: number;

  /** What the audit trail calls it. */
  identity: string;

  @Field(() => DirectoryEntryEffect, { description: 'What becomes of it.' })
  effect: DirectoryEntryEffect;

  @Field(() => PrincipalKind, { description: 'What kind of directory object it is.' })
  kind: PrincipalKind;

  @Field({ description: 'Its display name; of one that vanished the last one known.' })
  displayName: string;

  @Field({ description: 'Its distinguished name; of one that vanished the last one known.' })
  distinguishedName: string;
}
