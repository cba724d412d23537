import type { Role } from './access-token.entity';

/** The columns that keep it have this size: longer distinguished names are cut. */
export const LONGEST_ACTOR_NAME = 512;

/** Who is asking, as the token says. */
export interface Actor {
  /** Null for the gateway's own: the command line and the sign-in link. */
  tokenId: number | null;
  principalId: number | null;
  /** The principal's SIP address, UPN or DN where the token has a principal, else the token's name: what the audit trail keeps. */
  name: string;
  role: Role;
  tokenExpiresAt: Date;
}

/** What no other actor has, at most 32 characters: a token can be named after a principal, or after another token. */
export function actorKey({ name, tokenId, principalId }: Actor): string {
  if (principalId !== null) return `principal:${principalId}`;
  return tokenId === null ? name : `token:${tokenId}`;
}
