import { Ctx, Field, ObjectType } from 'type-graphql';

import { ChangePayload } from '../changes/change-payload';
import type { ChangeOutcome } from '../changes/outcome';
import { RequestContext } from '../graphql/context';
import { AccessToken } from './access-token.entity';
import { accessTokenById } from './access-token.loaders';
import type { IssuedToken } from './access-token.service';

@ObjectType({ implements: ChangePayload, description: 'What `newToken` did.' })
export class NewTokenPayload extends ChangePayload {
  constructor(
    outcome: ChangeOutcome,
    private readonly issued: IssuedToken | null,
  ) {
    super(outcome);
  }

  @Field(() => AccessToken, {
    nullable: true,
    description: 'What the gateway keeps of the token; null under `whatIf`.',
  })
  accessToken(@Ctx() context: RequestContext): Promise<AccessToken | null> {
    return this.touched(context, accessTokenById);
  }

  @Field(() => String, {
    nullable: true,
    description:
      'The secret, to be sent as `Authorization: Bearer TOKEN`; shown only now: null under `whatIf`, and to a retry by its idempotency key.',
  })
  get token(): string | null {
    return this.issued?.secret ?? null;
  }
}

@ObjectType({ implements: ChangePayload, description: 'What `revokeToken` did.' })
export class RevokeTokenPayload extends ChangePayload {
  @Field(() => AccessToken, { nullable: true, description: 'The token, as it is now; null only beside an error.' })
  accessToken(@Ctx() context: RequestContext): Promise<AccessToken | null> {
    return this.touched(context, accessTokenById);
  }
}
