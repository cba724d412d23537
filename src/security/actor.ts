import type { Role } from './access-token.entity';

/** The columns that keep it have this size: longer distinguished names are cut. */
export const LONGEST_ACTOR_NAME = 512;

/** Who is asking, as the token says. */
export interface Actor {
  /** The principal's SIP address, UPN or DN where the token has a principal, else the token's name: what the audit trail keeps. */
  name: string;
  role: Role;
  principalId: number | null;
  tokenExpiresAt: Date;
}
