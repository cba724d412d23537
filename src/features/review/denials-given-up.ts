import { andMore, firstFew } from '../../changes/first-few';
import { type ChangeWarning, WarningCode } from '../../changes/warning';
import { principalIdentity } from '../../directory/identity-resolver';
import type { Principal } from '../../directory/principal.entity';

/** Warns of denied entries of a category that go though they would keep out who comes back to the directory or joins them. */
export function denialsGivenUp(category: string, denied: readonly Principal[]): ChangeWarning[] {
  if (!denied.length) return [];
  const names = firstFew(denied).map(principalIdentity);
  const [entries, they] =
    denied.length === 1 ? ['1 denied entry goes', 'it keeps'] : [`${denied.length} denied entries go`, 'they keep'];
  const message =
    `${entries} from ${category} though ${they} nobody out only for now: ${andMore(names, denied.length)}. ` +
    'Who comes back to the directory, or joins such a group, could then be inside the wall.';
  return [{ code: WarningCode.DENIALS_GIVEN_UP, message }];
}
