import { type TextPattern, Wildcard } from './text-pattern';

/** What a plain search text stands for: a part of a text, or the whole where it has a `*` for any characters. */
export function plainPattern(text: string): TextPattern {
  if (!text.includes('*')) return [Wildcard.ANY, text, Wildcard.ANY];
  return text.split('*').flatMap((part, i) => (i ? [Wildcard.ANY, part] : [part]));
}
