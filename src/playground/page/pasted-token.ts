import { type Answer, ask } from './gateway';

const NO_TOKEN =
  'This is no valid token of this gateway: it may be incomplete or revoked, or the principal that it stands for is disabled.';

/** What was pasted, without what is often copied along with a token. */
export const tokenIn = (pasted: string): string => pasted.trim().replace(/^Bearer\s+/i, '');

/** Why the gateway doesn't take the token, as one sentence; null where it does. */
export async function whyRefused(token: string): Promise<string | null> {
  // Nothing else can be sent in a header.
  if (!/^[!-~]+$/.test(token)) return NO_TOKEN;
  try {
    return reasonIn(await ask({ query: '{ viewer { role } }' }, { authorization: `Bearer ${token}` }));
  } catch {
    return 'The gateway gave no answer.';
  }
}

function reasonIn({ errors }: Answer): string | null {
  const error = errors?.[0];
  if (!error) return null;
  return error.extensions?.reason === 'INVALID' ? NO_TOKEN : error.message;
}
