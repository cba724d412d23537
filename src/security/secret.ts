import { createHash, randomBytes } from 'node:crypto';

/** Makes a secret of 256 random bits recognisable in logs and to scanners. */
const TOKEN_PREFIX = 'pcg_';

export function newTokenSecret(): string {
  return TOKEN_PREFIX + newSecret();
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function isTokenSecret(text: string): boolean {
  return /^pcg_[\w-]{43}$/.test(text);
}

/** SHA-256, hex. Secrets of 256 random bits need no slower hash. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
