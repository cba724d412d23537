import type { Role } from './access-token.entity';

/** Who is asking, as the token says. */
export interface Actor {
  /** The principal's SIP address, UPN or DN where the token has a principal, else the token's name: what the audit trail keeps. */
  name: string;
  role: Role;
  principalId: number | null;
  tokenExpiresAt: Date;
}
