import { GraphQLDateTime } from 'graphql-scalars';
import { Ctx, Field, FieldResolver, ObjectType, Query, Resolver, Root } from 'type-graphql';

import { Principal } from '../directory/principal.entity';
import { RequestContext } from '../graphql/context';
import { Role } from './access-token.entity';
import { principalById } from '../directory/principal.loaders';
import type { Actor } from './actor';

@ObjectType({ description: 'The caller, as the token tells.' })
export class Viewer {
  @Field({ description: 'The name under which the audit trail keeps what the caller changes.' })
  actor: string;

  @Field(() => Role, { description: 'What the caller may do.' })
  role: Role;

  @Field(() => GraphQLDateTime, { description: 'When the token expires.' })
  tokenExpiresAt: Date;

  principalId: number | null;

  static of({ name, role, tokenExpiresAt, principalId }: Actor): Viewer {
    return Object.assign(new Viewer(), { actor: name, role, tokenExpiresAt, principalId });
  }
}

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { description: 'Who is asking.' })
  viewer(@Ctx() context: RequestContext): Viewer {
    return Viewer.of(context.actor);
  }

  @FieldResolver(() => Principal, {
    nullable: true,
    description: 'The principal that the token speaks for; null unless the role is USER.',
  })
  principal(@Root() viewer: Viewer, @Ctx() context: RequestContext): Promise<Principal | null> | null {
    return viewer.principalId === null ? null : context.the(principalById).load(viewer.principalId);
  }
}
