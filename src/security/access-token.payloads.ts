import { Field, ObjectType } from 'type-graphql';

import { ChangePayload } from '../changes/change-payload';
import type { ChangeOutcome } from '../changes/outcome';
import { AccessToken } from './access-token.entity';

@ObjectType({ implements: ChangePayload, description: 'What `newToken` did.' })
export class NewTokenPayload extends ChangePayload {
  @Field(() => AccessToken, {
    nullable: true,
    description: 'What the gateway keeps of the token; null under `whatIf`.',
  })
  readonly accessToken: AccessToken | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The secret, to be sent as `Authorization: Bearer TOKEN`; shown only now: null under `whatIf`, and to a retry by its idempotency key.',
  })
  readonly token: string | null;

  constructor(outcome: ChangeOutcome, accessToken: AccessToken | null, token: string | null) {
    super(outcome);
    this.accessToken = accessToken;
    this.token = token;
  }
}

@ObjectType({ implements: ChangePayload, description: 'What `revokeToken` did.' })
export class RevokeTokenPayload extends ChangePayload {
  @Field(() => AccessToken, { description: 'The token, as it is now.' })
  readonly accessToken: AccessToken;

  constructor(outcome: ChangeOutcome, accessToken: AccessToken) {
    super(outcome);
    this.accessToken = accessToken;
  }
}
