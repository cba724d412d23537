import { contents } from './contents';
import type { AskOptions, TestGateway } from './gateway';

export interface Refusal {
  code: string;
  parameter?: string;
  message: string;
  [detail: string]: unknown;
}

/** Asks for what is to be refused: the one error of the answer, once it is sure that nothing was written. */
export async function refusal(
  gateway: TestGateway,
  query: string,
  variables?: object,
  options?: AskOptions,
): Promise<Refusal> {
  const before = await contents(gateway.store);
  const { data, errors } = await gateway.graphql(query, variables, options);
  expect(await contents(gateway.store)).toEqual(before);
  expect(data ?? null).toBeNull();
  expect(errors).toHaveLength(1);
  const { message, extensions } = errors![0]!;
  return { message, ...extensions };
}
