import Ajv from 'ajv';

import { ConfigError } from '../../../config';
import { readConfigurationFile } from '../../../configuration-file';
import { contradictions } from './contradictions';
import { schemaMistake } from './schema-mistake';
import schema from './topology.schema.json';

/** A pool as the topology document has it. */
export interface DocumentPool {
  fqdn: string;
  primaryDatabase: string;
  backupDatabase?: string | null;
  servers: string[];
}

/** What TOPOLOGY names: the whole topology. Names are in any case. */
export interface TopologyDocument {
  sipDomains: string[];
  sites: { name: string; pools?: DocumentPool[] }[];
}

const isTopology = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true }).compile<TopologyDocument>(schema);

/** The mistakes of a document: whole sentences, each of which begins with a path in it. */
export class TopologyMistakes extends ConfigError {
  constructor(
    path: string,
    readonly mistakes: readonly string[],
  ) {
    super(mistakes.map((mistake) => `In "${path}", ${mistake}`).join('\n'));
  }
}

/**
 * Reads the YAML or JSON file of the topology.
 *
 * @throws ConfigError where it can't be read, TopologyMistakes that names every mistake by its path in the file.
 */
export function readTopologyDocument(path: string): TopologyDocument {
  const document = readConfigurationFile('TOPOLOGY', path);
  const violations = isTopology(document) ? [] : isTopology.errors!.map(schemaMistake);
  const mistakes = new Set([...violations, ...contradictions(document)]);
  if (mistakes.size) throw new TopologyMistakes(path, [...mistakes]);
  return document as TopologyDocument;
}
