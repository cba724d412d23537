import type { ErrorObject } from 'ajv';

/** A violation of the schema as a sentence that begins with its path in the document. */
export function schemaMistake({ instancePath, keyword, params, parentSchema }: ErrorObject): string {
  const place = placeOf(instancePath);
  const { limit } = params as { limit: number };
  switch (keyword) {
    case 'required':
      return `${place === WHOLE ? '' : `${place}.`}${params.missingProperty as string} is missing.`;
    case 'additionalProperties':
      return `${place} has the unknown "${params.additionalProperty as string}".`;
    case 'minItems':
      return `${place} must have an entry.`;
    case 'maxItems':
      return `${place} must have at most ${limit} entries.`;
    default:
      // What a value is to be, in every other way, its title says; only lists have none.
      return `${place} must be ${(parentSchema!.title as string | undefined) ?? 'a list'}.`;
  }
}

const WHOLE = 'the whole';

/** `/sites/0/name` as `sites[0].name`. */
function placeOf(pointer: string): string {
  const keys = pointer.split('/').slice(1);
  const written = keys.map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`)).join('');
  return written.replace(/^\./, '') || WHOLE;
}
