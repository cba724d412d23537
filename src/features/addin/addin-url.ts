import { givenFields } from '../../changes/given-fields';
import { foldedKey } from '../../database/text-keys';
import { ErrorCode, GatewayError } from '../../errors';

/** The columns of the address that an input gives, if it gives one. */
export function givenUrl(input: { url?: string }): { url?: string; urlKey?: string } {
  const { url } = givenFields(input, ['url']);
  if (url === undefined) return {};
  const { protocol } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `The address ${url} begins with "${protocol}"; rooms show pages of "http:" and "https:" only.`,
      { parameter: 'input.url' },
    );
  }
  return { url, urlKey: foldedKey(url) };
}
