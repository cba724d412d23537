import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';

import { Role } from '../../src/security/access-token.entity';
import { untilOpen } from '../support/changes';
import { startTestGateway, type TestGateway } from '../support/gateway';

declare global {
  /** The browser's program, set by the jest project. */
  var chromium: string;
}

const START = new Date('2026-11-22T08:00:00.000Z');
const HOUR_MS = 60 * 60 * 1000;

let now = START;
let gateway: TestGateway;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let requested: string[];
let complaints: string[];

beforeAll(async () => {
  gateway = await startTestGateway({ directory: { source: 'sample' }, config: { playground: true }, now: () => now });
  browser = await chromium.launch({
    executablePath: globalThis.chromium,
    // Nothing but this machine has an address; Chromium's own services have none either.
    args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
});

afterAll(() => browser.close());

beforeEach(async () => {
  now = START;
  requested = [];
  complaints = [];
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.on('request', (request) => requested.push(request.url()));
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  page = await context.newPage();
});

afterEach(async () => {
  await context.close();
  expect(requested.filter((url) => !url.startsWith(`${gateway.url}/`) && !/^(data|blob):/.test(url))).toEqual([]);
  expect(complaints).toEqual([]);
});

const editor = () => page.locator('.graphiql-query-editor .monaco-editor');
const showing = (one: Locator, pattern: RegExp) =>
  one.filter({ has: page.locator('.view-lines').filter({ hasText: pattern }) });
const answer = (pattern: RegExp) => page.locator('.result-window').filter({ hasText: pattern });

async function signIn(): Promise<void> {
  await page.goto(`${gateway.url}/playground#code=${gateway.signInCode()}`);
  await editor().waitFor();
}

/** Types as a person does: the editor closes braces, and types over those that it closed. */
async function write(query: string): Promise<void> {
  await editor().click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(query);
}

it('signs in by the link, and leaves no code in the address', async () => {
  await signIn();
  await page.getByText('Playground · administrator').waitFor();
  expect(page.url()).toBe(`${gateway.url}/playground/`);
  await page.reload();
  await page.getByText('Playground · administrator').waitFor();
});

it('runs the query that it starts with', async () => {
  await signIn();
  await editor().click();
  await page.keyboard.press('Control+Enter');
  await answer(/"rooms":\s\{\s+"totalCount":\s\d+,\s+"nodes":\s\[\s+\{\s+"identity":\s"/).waitFor();
});

it('runs a subscription until it is stopped', async () => {
  await signIn();
  await write('subscription Live { changes { auditEntry { reason } } }');
  await page.getByRole('tab', { name: 'Live' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await untilOpen(gateway, 1);
  await gateway.graphql('mutation { newToken(input: { name: "Any", role: VIEWER, reason: "Seen" }) { token } }');
  await answer(/"changes":\s\{\s+"auditEntry":\s\{\s+"reason":\s"Seen"/).waitFor();
  await page.keyboard.press('Control+Enter');
  await untilOpen(gateway, 0);
});

it('runs a query that is written', async () => {
  await signIn();
  await write('query Role { viewer { role } }');
  await page.getByRole('tab', { name: 'Role' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await answer(/^\{\s+"data":\s\{\s+"viewer":\s\{\s+"role":\s"ADMINISTRATOR"/).waitFor();
});

it('prettifies the query and its variables', async () => {
  await signIn();
  await write('query Role{viewer{role}}');
  await page.getByRole('button', { name: 'Variables' }).click();
  const variables = page.locator('.graphiql-editor-tool .monaco-editor').first();
  await variables.click();
  await page.keyboard.type('{"first":1}');
  await page.getByRole('button', { name: /^Prettify/ }).click();
  await showing(editor(), /^query\sRole\s\{\s+viewer\s\{\s+role\s+\}\s*\}$/).waitFor();
  await showing(variables, /^\{\s+"first":\s1\s*\}$/).waitFor();
});

it('shows the documentation of the schema', async () => {
  await signIn();
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.locator('.graphiql-doc-explorer').getByRole('link', { name: 'Query', exact: true }).click();
  await page.locator('.graphiql-doc-explorer').getByRole('link', { name: 'viewer', exact: true }).click();
  await page.getByText('Who is asking.').waitFor();
});

it('completes the names of fields', async () => {
  await signIn();
  await write('{ viewer { tok');
  await page.keyboard.press('Control+Space');
  await page.locator('.suggest-widget').getByText('tokenExpiresAt').first().waitFor();
});

it('takes a token that is pasted, and forgets it when its bearer signs out', async () => {
  await page.goto(`${gateway.url}/playground`);
  await page.getByLabel('Access token').fill(` ${gateway.viewerToken} `);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Test viewer · viewer').waitFor();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Access token').waitFor();
  expect(await page.evaluate('sessionStorage.length')).toBe(0);
});

it('takes a token that is pasted with the word of its header', async () => {
  await page.goto(`${gateway.url}/playground`);
  await page.getByLabel('Access token').fill(`Bearer ${gateway.viewerToken}`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Test viewer · viewer').waitFor();
});

it.each([
  ['is no token', 'Sesame', 1],
  ['is unknown', `pcg_${'x'.repeat(43)}`, 1],
  ['no header can hold', 'pcg_…', 0],
])('says so, and keeps nothing, when what is pasted %s', async (_what, pasted, requests) => {
  await page.goto(`${gateway.url}/playground`);
  await page.getByLabel('Access token').fill(pasted);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page
    .getByRole('alert')
    .getByText(
      'This is no valid token of this gateway: it may be incomplete or revoked, or the principal that it stands for is disabled.',
      { exact: true },
    )
    .waitFor();
  expect(requested.filter((url) => url === `${gateway.url}/graphql`)).toHaveLength(requests);
  expect(await page.evaluate('sessionStorage.length')).toBe(0);
  complaints = complaints.filter((complaint) => !complaint.includes('401 (Unauthorized)'));
});

it('says that a token has expired and asks for another', async () => {
  const token = await gateway.token({
    name: 'Short',
    role: Role.VIEWER,
    expiresAt: new Date(START.getTime() + HOUR_MS),
  });
  await page.goto(`${gateway.url}/playground`);
  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Short · viewer').waitFor();

  now = new Date(START.getTime() + HOUR_MS);
  await page.reload();
  await page.getByRole('alert').getByText('The token expired at 2026-11-22T09:00:00.000Z.').waitFor();
  complaints = complaints.filter((complaint) => !complaint.includes('401 (Unauthorized)'));
});

it('says that a link was used before', async () => {
  const link = `${gateway.url}/playground#code=${gateway.signInCode()}`;
  await page.goto(link);
  await editor().waitFor();
  const other = await context.browser()!.newContext();
  try {
    const second = await other.newPage();
    await second.goto(link);
    await second
      .getByRole('alert')
      .getByText('The sign-in code is unknown, was used, or is older than 10 minutes.')
      .waitFor();
  } finally {
    await other.close();
  }
});

it('allows no inline script, no evaluated text and no other host', async () => {
  const response = await page.goto(`${gateway.url}/playground`);
  expect((await response!.allHeaders())['content-security-policy']).toBe(
    "default-src 'none';script-src 'self';worker-src 'self';connect-src 'self';style-src 'self' 'unsafe-inline';font-src 'self' data:;img-src 'self' data:;form-action 'self';base-uri 'none';frame-ancestors 'none'",
  );
});
