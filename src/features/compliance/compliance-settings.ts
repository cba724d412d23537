import { givenFields } from '../../changes/given-fields';
import { characterCount, foldedKey } from '../../database/text-keys';
import { ErrorCode, GatewayError } from '../../errors';
import { timeSpanText } from '../../graphql/time-span.scalar';
import type { ComplianceConfiguration } from './compliance-configuration.entity';
import { OutputDirectory } from './output-directory';
import { checkXslt } from './xslt/xslt-document';

const SHORTEST_INTERVAL = 60;
const LONGEST_INTERVAL = 30 * 24 * 60 * 60;
const LONGEST_TYPE = 512;
const LONGEST_NAME = 256;
const TYPE =
  /^[\p{L}_][\p{L}\p{N}_.+`]*\s*,\s*[\p{L}\p{N}_.-]+(?:\s*,\s*(?:Version|Culture|PublicKeyToken)\s*=\s*[\w.-]+)*$/iu;

/** What can be set in a compliance configuration; what is left out stays, or has its default. */
export interface ComplianceSettings {
  adapterType?: string | null;
  adapterName?: string | null;
  adapterOutputDirectory?: string | null;
  oneChatRoomPerOutputFile?: boolean;
  addChatRoomDetails?: boolean;
  addUserDetails?: boolean;
  createFileAttachmentsManifest?: boolean;
  customConfiguration?: string | null;
  /** In seconds. */
  runInterval?: number;
}

type Columns = Partial<ComplianceConfiguration>;

/**
 * The columns that an input gives, checked.
 *
 * @param base what every output directory must be in, if anything
 * @throws GatewayError BAD_USER_INPUT, or LIMIT_EXCEEDED where the XSLT document is too long
 */
export function givenSettings(input: ComplianceSettings, base: OutputDirectory | null): Columns {
  const given = givenFields(input, [
    'oneChatRoomPerOutputFile',
    'addChatRoomDetails',
    'addUserDetails',
    'createFileAttachmentsManifest',
    'runInterval',
  ]);
  if (given.runInterval !== undefined) checkInterval(given.runInterval);
  return {
    ...given,
    ...givenType(input),
    ...givenName(input),
    ...givenDirectory(input, base),
    ...givenDocument(input),
  };
}

function checkInterval(seconds: number): void {
  if (seconds >= SHORTEST_INTERVAL && seconds <= LONGEST_INTERVAL) return;
  const range = `${timeSpanText(SHORTEST_INTERVAL)} to ${timeSpanText(LONGEST_INTERVAL)}`;
  throw mistake('runInterval', `The run interval is ${timeSpanText(seconds)}; it may be from ${range}.`);
}

function givenType({ adapterType: type }: ComplianceSettings): Columns {
  if (type === undefined) return {};
  if (type === null) return { adapterType: null, adapterTypeKey: null };
  if (characterCount(type) > LONGEST_TYPE) {
    throw mistake('adapterType', `The adapter type is longer than ${LONGEST_TYPE} characters.`);
  }
  if (!TYPE.test(type)) {
    throw mistake(
      'adapterType',
      `The adapter type ${JSON.stringify(type)} is not of the form TYPE,ASSEMBLY, such as "Litware.Archive,archive".`,
    );
  }
  return { adapterType: type, adapterTypeKey: foldedKey(type) };
}

function givenName({ adapterName: name }: ComplianceSettings): Columns {
  if (name === undefined) return {};
  if (name === null) return { adapterName: null, adapterNameKey: null };
  const refuse = (why: string) => mistake('adapterName', `The adapter name ${why}.`);
  if (!name.trim()) throw refuse('is empty; null takes it away');
  if (/\p{Cc}/u.test(name)) throw refuse('has a control character, such as a line break');
  if (characterCount(name) > LONGEST_NAME) throw refuse(`is longer than ${LONGEST_NAME} characters`);
  return { adapterName: name, adapterNameKey: foldedKey(name) };
}

function givenDirectory({ adapterOutputDirectory: given }: ComplianceSettings, base: OutputDirectory | null): Columns {
  if (given === undefined) return {};
  if (given === null) return { adapterOutputDirectory: null, adapterOutputDirectoryKey: null };
  const refuse = (why: string) => mistake('adapterOutputDirectory', `The output directory "${given}" ${why}.`);
  const directory = OutputDirectory.parse(given);
  if (typeof directory === 'string') throw refuse(directory);
  if (base && !directory.isWithin(base)) {
    throw refuse(`is outside of ${base.path}, the folder that COMPLIANCE_OUTPUT_BASE names`);
  }
  return { adapterOutputDirectory: directory.path, adapterOutputDirectoryKey: directory.key };
}

function givenDocument({ customConfiguration }: ComplianceSettings): Columns {
  if (customConfiguration === undefined) return {};
  if (customConfiguration !== null) checkXslt(customConfiguration, 'input.customConfiguration');
  return { customConfiguration };
}

function mistake(field: keyof ComplianceSettings, message: string): GatewayError {
  return new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter: `input.${field}` });
}
