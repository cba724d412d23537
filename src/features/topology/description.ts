import { characterCount, foldedKey } from '../../database/text-keys';
import { ErrorCode, GatewayError } from '../../errors';

const LONGEST = 1024;

/** The columns of the description that an input gives, if it gives one; null empties it. */
export function givenDescription({ description }: { description?: string | null }): {
  description?: string;
  descriptionKey?: string;
} {
  if (description === undefined) return {};
  const length = characterCount(description ?? '');
  if (length > LONGEST) {
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `The description has ${length} characters; it may have at most 1,024.`,
      {
        parameter: 'input.description',
      },
    );
  }
  return { description: description ?? '', descriptionKey: foldedKey(description ?? '') };
}
