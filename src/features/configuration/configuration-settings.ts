import { givenFields } from '../../changes/given-fields';
import { foldedKey } from '../../database/text-keys';
import { ErrorCode, GatewayError } from '../../errors';
import type { Configuration } from './configuration.entity';

const MOST_HISTORY = 500;

/** What can be set in a configuration; what is left out stays, or has its default. */
export interface ConfigurationSettings {
  defaultChatHistory?: number;
  maxFileSizeKB?: number;
  participantUpdateLimit?: number;
  roomManagementUrl?: string | null;
}

/**
 * The columns that an input gives, checked.
 *
 * @throws GatewayError BAD_USER_INPUT
 */
export function givenSettings(input: ConfigurationSettings): Partial<Configuration> {
  const given = givenFields(input, ['defaultChatHistory', 'maxFileSizeKB', 'participantUpdateLimit']);
  const { defaultChatHistory: history } = given;
  if (history !== undefined && (history < 1 || history > MOST_HISTORY)) {
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `The default chat history is ${history}; it may be from 1 to ${MOST_HISTORY} messages.`,
      { parameter: 'input.defaultChatHistory' },
    );
  }
  return { ...given, ...givenUrl(input) };
}

function givenUrl({ roomManagementUrl: url }: ConfigurationSettings): Partial<Configuration> {
  if (url === undefined) return {};
  if (url === null) return { roomManagementUrl: null, roomManagementUrlKey: null };
  const { protocol } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `The address ${url} begins with "${protocol}"; clients show pages of "http:" and "https:" only.`,
      { parameter: 'input.roomManagementUrl' },
    );
  }
  return { roomManagementUrl: url, roomManagementUrlKey: foldedKey(url) };
}
