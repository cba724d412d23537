import { ErrorCode, GatewayError } from '../../errors';

/** Says what is wrong with a line of an LDIF file, as the rest of a sentence that begins with the line. */
export function ldifError(file: string, line: number, fault: string): GatewayError {
  return new GatewayError(ErrorCode.BAD_USER_INPUT, `Line ${line} of "${file}" ${fault}.`, { file, line });
}
