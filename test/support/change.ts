import type { TestOrganisation } from './described-organisation';

const SHOWN = {
  Addin: 'addin { id version }',
  Category: 'category { id version }',
  Room: 'room { id version }',
} as const;

/** Makes a change as the administrator, by `newAddin`, `setCategory` and the like; gives the thing, as far as it is there. */
export async function change(
  organisation: TestOrganisation,
  mutation: string,
  input: object,
): Promise<{ id: string; version: number }> {
  const [, verb, type] = /^([a-z]+)([A-Z]\w+)$/.exec(mutation)!;
  const shown = verb === 'remove' ? 'removedId' : SHOWN[type as keyof typeof SHOWN];
  const inputType = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation Change($input: ${inputType}!) { change: ${mutation}(input: $input) { ${shown} } }`;
  const { change: answer } = await organisation.data<{ change: Record<string, unknown> }>(document, { input });
  return Object.values(answer)[0] as { id: string; version: number };
}
