import { principalById } from '../../directory/principal.loaders';
import type { RequestContext } from '../../graphql/context';
import type { AccessStep } from './access-explanation';
import { accessSentence } from './access-sentences';

/** What a check found, in a sentence that names the nearest of the entries where the caller may see them. */
export async function messageOf(context: RequestContext, step: AccessStep): Promise<string> {
  const { facts, principal } = step.explanation;
  const [entry] = step.reaching ?? [];
  return accessSentence(step.reason, {
    ...facts,
    principal,
    nearest: entry ? await context.the(principalById).load(entry.principalId) : null,
    isItself: entry?.principalId === principal.id,
    entryCount: step.entryCount ?? 0,
  });
}
