import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { startTestGateway, type TestGateway } from '../support/gateway';

const tour = readFileSync(join(__dirname, '../../docs/tour.md'), 'utf8');
const operations = Array.from(
  tour.matchAll(/^## (.+)$[^]*?^```graphql ?(\w*)\n([^]*?)^```$/gm),
  ([, title, refusal, text]) => ({
    title: title!,
    refusal: refusal || null,
    text: text!,
  }),
);

describe('the tour', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({ directory: { source: 'sample' } });
  });

  it('has eleven operations', () => {
    expect(operations).toHaveLength(11);
  });

  // In their order: the later ones look at what the earlier ones made.
  it.each(operations)('$title', async ({ text, refusal }) => {
    const { errors } = await gateway.graphql(text);
    expect(errors?.map(({ extensions }) => extensions.code) ?? null).toEqual(refusal && [refusal]);
  });
});
