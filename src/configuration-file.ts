import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

import { ConfigError } from './config';

/** A file that a setting names, and that is not there or no YAML. */
export class UnreadableFile extends ConfigError {
  /** @param reason what is wrong, without the name of the file */
  constructor(
    setting: string,
    path: string,
    readonly reason: string,
  ) {
    super(`${setting} names "${path}", which can't be read: ${reason}.`);
  }
}

/**
 * Reads the YAML or JSON file that a setting names.
 *
 * @throws UnreadableFile, with the line where it is no YAML.
 */
export function readConfigurationFile(setting: string, path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    // What follows the first line shows the place, and maybe a password.
    const [reason] = (error as Error).message.split('\n');
    throw new UnreadableFile(setting, path, reason!.replace(/:$/, '').replace(/, \w+ '.*'$/, ''));
  }
}
