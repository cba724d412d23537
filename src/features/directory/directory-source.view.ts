import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType, registerEnumType } from 'type-graphql';

import { serversOf } from './asked-sources';
import { DirectorySync } from './directory-sync.entity';
import type { SourceStatus } from './directory-status.service';

export enum DirectorySourceKind {
  ACTIVE_DIRECTORY = 'ACTIVE_DIRECTORY',
  OPENLDAP = 'OPENLDAP',
  LDIF = 'LDIF',
}
registerEnumType(DirectorySourceKind, {
  name: 'DirectorySourceKind',
  description: 'What a source of the directory is.',
  valuesConfig: {
    ACTIVE_DIRECTORY: { description: 'Domain controllers of an Active Directory.' },
    OPENLDAP: { description: 'OpenLDAP servers.' },
    LDIF: { description: 'A file.' },
  },
});

@ObjectType('DirectorySource', { description: 'A source of the directory, as the configuration has it.' })
export class DirectorySourceView {
  constructor(private readonly status: SourceStatus) {}

  @Field({ description: 'What the configuration calls it; `syncDirectory` takes it as `source`.' })
  get name(): string {
    return this.status.source.name;
  }

  @Field(() => DirectorySourceKind, { description: 'What it is.' })
  get kind(): DirectorySourceKind {
    const { description } = this.status.source;
    if (description.kind === 'ldif') return DirectorySourceKind.LDIF;
    return description.settings.kind === 'ad' ? DirectorySourceKind.ACTIVE_DIRECTORY : DirectorySourceKind.OPENLDAP;
  }

  @Field(() => [String], {
    description: 'Its servers, in the order in which they are asked; `domainController` takes one of them.',
  })
  get servers(): readonly string[] {
    return serversOf(this.status.source);
  }

  @Field(() => DirectorySync, { nullable: true, description: 'The last sync that took it over; null where none has.' })
  get lastSuccess(): DirectorySync | null {
    return this.status.lastSuccess;
  }

  @Field(() => DirectorySync, {
    nullable: true,
    description: 'The last sync of it that stopped, failed or was interrupted, maybe long ago; null where none has.',
  })
  get lastFailure(): DirectorySync | null {
    return this.status.lastFailure;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was last read as a whole, rather than what had changed; null where it never was.',
  })
  get sweptAt(): Date | null {
    return this.status.sweptAt;
  }
}
