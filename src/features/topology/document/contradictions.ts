import { foldedKey } from '../../../database/text-keys';

/**
 * What the schema can't say of a document: each name stands for one thing. As sentences, each of which begins with a path; what isn't as the
 * schema has it is passed over.
 */
export function contradictions(document: unknown): string[] {
  const sites = entries(document, 'sites');
  const pools = sites.flatMap((site) => entries(site.value, 'pools', site.path));
  return [
    ...repeated(entries(document, 'sipDomains')),
    ...repeated(sites.flatMap((site) => text(site, 'name'))),
    ...repeated(pools.flatMap((pool) => text(pool, 'fqdn'))),
    ...repeated(pools.flatMap((pool) => entries(pool.value, 'servers', pool.path))),
    ...pools.flatMap(backedUpByItself),
  ];
}

/** A part of the document, wherever it is. */
interface Part {
  path: string;
  value: unknown;
}

function entries(value: unknown, name: string, path = ''): Part[] {
  const list = property(value, name);
  const at = path ? `${path}.${name}` : name;
  return Array.isArray(list) ? list.map((each: unknown, i) => ({ path: `${at}[${i}]`, value: each })) : [];
}

function text({ path, value }: Part, name: string): Part[] {
  return [{ path: `${path}.${name}`, value: property(value, name) }];
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function repeated(parts: readonly Part[]): string[] {
  const seen = new Map<string, string>();
  return parts.flatMap(({ path, value }) => {
    if (typeof value !== 'string') return [];
    const key = foldedKey(value);
    const first = seen.get(key);
    if (first !== undefined) return [`${path} is "${value}", which ${first} is already.`];
    seen.set(key, path);
    return [];
  });
}

function backedUpByItself({ path, value }: Part): string[] {
  const [primary, backup] = [property(value, 'primaryDatabase'), property(value, 'backupDatabase')];
  if (typeof primary !== 'string' || typeof backup !== 'string' || foldedKey(primary) !== foldedKey(backup)) return [];
  return [`${path}.backupDatabase is "${backup}", which is the primary database.`];
}
