import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

import { ConfigError } from './config';

/**
 * Reads the YAML or JSON file that a setting names.
 *
 * @throws ConfigError where there is none, or with the line where it is no YAML.
 */
export function readConfigurationFile(setting: string, path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    // What follows the first line shows the place, and maybe a password.
    const [reason] = (error as Error).message.split('\n');
    throw new ConfigError(`${setting} names "${path}", which can't be read: ${reason!.replace(/:$/, '')}.`);
  }
}
