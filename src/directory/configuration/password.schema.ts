import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { z } from 'zod';

/** Where a directory's configuration is read: its relative paths start from `folder`. */
export interface Place {
  folder: string;
  env: NodeJS.ProcessEnv;
}

const FORMS = 'must be { env: VARIABLE }, { file: PATH }, or { text: PASSWORD } where it shall stand here';

/** A password that is kept elsewhere: in an environment variable, or alone in a file. */
export function passwordSchema({ folder, env }: Place) {
  const forms = z.union(
    [z.strictObject({ env: z.string() }), z.strictObject({ file: z.string() }), z.strictObject({ text: z.string() })],
    FORMS,
  );
  return forms.transform((given, context): string => {
    const password =
      'env' in given ? env[given.env] : 'text' in given ? given.text : textOf(resolve(folder, given.file));
    if (password) return password;
    const [[form, place]] = Object.entries(given) as [[string, string]];
    context.addIssue(
      form === 'text'
        ? 'is empty'
        : `names the ${form === 'env' ? 'variable' : 'file'} "${place}", which is empty or not there`,
    );
    return z.NEVER;
  });
}

/** What a file says but for the line feed that editors put at its end; undefined where it can't be read. */
export function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch {
    return undefined;
  }
}
