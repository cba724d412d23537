import { type TextPattern, Wildcard } from '../text-pattern';

/**
 * The pattern that a text with PowerShell's wildcards stands for: `*` and `?`, and a backtick before what stands for itself.
 *
 * @returns null where the text has a set of characters, such as `[a-c]`.
 */
export function patternOf(text: string): TextPattern | null {
  const pattern: (string | Wildcard)[] = [];
  for (const [part, escaped, wildcard] of text.matchAll(/`(.)|([*?[])|[^`*?[]+|`/gsu)) {
    if (wildcard === '[') return null;
    if (wildcard) pattern.push(wildcard === '*' ? Wildcard.ANY : Wildcard.ONE);
    else {
      const literal = escaped ?? part;
      const last = pattern.at(-1);
      if (typeof last === 'string') pattern[pattern.length - 1] = last + literal;
      else pattern.push(literal);
    }
  }
  return pattern;
}
