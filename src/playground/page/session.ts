import { ask } from './gateway';

const KEY = 'gateway.token';

export const storedToken = (): string | null => sessionStorage.getItem(KEY);

export function keepToken(token: string | null): void {
  if (token) sessionStorage.setItem(KEY, token);
  else sessionStorage.removeItem(KEY);
}

/** Takes the sign-in code out of the address, so that neither history nor a bookmark keeps it. */
export function takeCode(): string | null {
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  if (code) history.replaceState(null, '', location.pathname + location.search);
  return code;
}

/** @throws Error with the gateway's sentence where it refuses the code. */
export async function redeem(code: string): Promise<string> {
  const query = 'mutation SignIn($code: String!) { redeemSignInCode(input: { code: $code }) { token } }';
  const { data, errors } = await ask<{ redeemSignInCode: { token: string } | null }>(
    { query, variables: { code } },
    {},
  );
  const token = data?.redeemSignInCode?.token;
  if (errors || !token) throw new Error(errors?.[0]?.message ?? 'The gateway gave no answer.');
  return token;
}
