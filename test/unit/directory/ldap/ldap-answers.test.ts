import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

import { activeDirectory } from '../../../../src/directory/active-directory';
import { LdapSource } from '../../../../src/directory/ldap/ldap-source';
import type { LdapSettings } from '../../../../src/directory/ldap/ldap-settings';
import { PrincipalKind } from '../../../../src/directory/principal.entity';
import { afterUse } from '../../../support/clean-up';
import { type Answers, FakeLdapServer, type Search } from '../../../support/ldap/fake-ldap-server';
import { settingsFor } from '../../../support/ldap/settings';
import { readSources } from '../../../support/read-sources';

const domain = 'DC=litwareinc,DC=com';
const user = (number: number): [string, Record<string, string[]>] => [
  `CN=User ${number},${domain}`,
  { objectClass: ['user'], objectGUID: [String(number).padStart(16)] },
];
const group = `CN=All,${domain}`;

/** A server whose root tells nothing, and that answers all else as it is told. */
const serve = (answer: (search: Search, answers: Answers) => void): Promise<FakeLdapServer> =>
  FakeLdapServer.start((search, answers) => {
    if (search.base !== '') return answer(search, answers);
    answers.entry('', {});
    answers.end();
  });

const read = (server: { url: string }, settings: Partial<LdapSettings> = {}) =>
  readSources(new LdapSource(settingsFor(server, settings)));

async function refusal(server: { url: string }, settings: Partial<LdapSettings> = {}): Promise<string> {
  const error = (await read(server, settings).catch((caught: Error) => caught)) as Error;
  expect(error).toMatchObject({ extensions: { code: 'UNAVAILABLE', source: 'litware' } });
  return error.message.replaceAll(server.url, 'SERVER');
}

describe('a large group, given range by range', () => {
  const members = Array.from({ length: 7 }, (_, i) => user(i)[0]);
  const ranges: Record<string, [string, string[]]> = {
    'member;range=3-*': ['member;range=3-5', members.slice(3, 6)],
    'member;range=6-*': ['member;range=6-*', members.slice(6)],
  };

  it('is read to its last member', async () => {
    const server = await serve(({ base, attributes }, answers) => {
      if (base === domain) {
        for (let i = 0; i < 7; i += 1) answers.entry(...user(i));
        const first = { 'member;range=0-2': members.slice(0, 3), member: [] };
        answers.entry(group, { objectClass: ['group'], objectGUID: ['the GUID of all.'], ...first });
      } else {
        const [name, values] = ranges[attributes[0]!]!;
        answers.entry(base, { [name]: values });
      }
      answers.end();
    });
    const contents = await read(server);
    const [all] = contents.principals.filter(({ kind }) => kind === PrincipalKind.GROUP);
    expect(contents.members(all!)).toEqual(contents.principals.slice(0, 7));
    expect(contents.warnings).toEqual([]);
    expect(server.searches.filter(({ base }) => base === group).map(({ attributes }) => attributes)).toEqual([
      ['member;range=3-*'],
      ['member;range=6-*'],
    ]);
  });

  it('is not read further over a new connection, where the gateway would be nobody', async () => {
    let hangUp: Answers['hangUp'];
    const server = await serve((_, answers) => {
      answers.entry(...user(1));
      answers.entry(group, {
        objectClass: ['group'],
        objectGUID: ['the GUID of all.'],
        'member;range=0-2': members.slice(0, 3),
      });
      answers.end();
      hangUp = answers.hangUp;
    });
    const reading = await new LdapSource(settingsFor(server)).open(null);
    const entries = reading.entries()[Symbol.asyncIterator]();
    await entries.next();
    await hangUp!();
    await expect(entries.next()).rejects.toThrow(
      `"${server.url}" of "litware" didn't give all of "${group}": the connection was closed.`,
    );
    expect(server.connections).toBe(1);
  });

  it('is not taken for what it was, where it vanished meanwhile', async () => {
    const server = await serve(({ base }, answers) => {
      if (base === domain) answers.entry(group, { objectClass: ['group'], 'member;range=0-2': members.slice(0, 3) });
      answers.end();
    });
    expect(await refusal(server)).toBe(`"SERVER" of "litware" doesn't show "${group}".`);
  });
});

describe('a server', () => {
  it('that gives half an answer and then nothing is waited for no longer than the time-out', async () => {
    const server = await serve((_, answers) => answers.entry(...user(1)));
    expect(await refusal(server, { timeout: 0.2 })).toBe(
      `"SERVER" of "litware" didn't give all of "${domain}": SearchRequest: Operation timed out.`,
    );
  });

  it('that gives half an answer and hangs up has given nothing', async () => {
    const server = await serve((_, answers) => {
      answers.entry(...user(1));
      void answers.hangUp();
    });
    expect(await refusal(server)).toBe(
      `"SERVER" of "litware" didn't give all of "${domain}": Connection closed before message response was received.`,
    );
  });

  it.each([
    [3, 'its time limit was reached: raise it there for the account that reads (LDAP result 3)'],
    [8, 'it wants TLS: use ldaps:// or StartTLS (LDAP result 8)'],
    [10, 'it refers to another server: name that one (LDAP result 10)'],
    [11, 'an administrative limit was reached: raise it there for the account that reads (LDAP result 11)'],
    [51, 'LDAP result 51'],
  ])('that ends with the result %i is named with the reason', async (code, reason) => {
    const server = await serve((_, answers) => answers.end(code));
    expect(await refusal(server)).toBe(`"SERVER" of "litware" didn't give all of "${domain}": ${reason}.`);
  });

  it('that promises TLS and has none is given up on', async () => {
    const server = await serve(() => undefined);
    expect(await refusal(server, { plain: false, connectTimeout: 0.2 })).toBe(
      'No server of "litware" could be asked: "SERVER" (TLS was not agreed in time).',
    );
  });

  it('that takes connections and says nothing is given up on', async () => {
    const mute = createServer().listen(0, '127.0.0.1');
    await once(mute, 'listening');
    afterUse(async () => mute.close());
    const url = `ldap://127.0.0.1:${(mute.address() as AddressInfo).port}`;
    expect(await refusal({ url }, { timeout: 0.2 })).toBe(
      'No server of "litware" could be asked: "SERVER" (BindRequest: Operation timed out).',
    );
    expect(await refusal({ url }, { plain: false, connectTimeout: 0.2 })).toBe(
      'No server of "litware" could be asked: "SERVER" (TLS was not agreed in time).',
    );
  });
});

it('takes bytes for a GUID even where they could be text', async () => {
  const bytes = Buffer.from('\uFEFFABCDEFGHIJKLM');
  const server = await serve((_, answers) => {
    answers.entry(domain, { objectClass: ['domainDNS'], objectGUID: [bytes] });
    answers.end();
  });
  expect((await read(server)).principals.map(({ guid }) => guid)).toEqual(['41bfbbef-4342-4544-4647-48494a4b4c4d']);
});

it('brings what is to be kept, and leaves out with a warning what is no text', async () => {
  const [dn, entry] = user(1);
  const server = await serve((_, answers) => {
    answers.entry(dn, { ...entry, title: ['Engineer', 'Zoë'], photo: [Buffer.from([0xff, 0xd8])], mail: [] });
    answers.end();
  });
  const { principals, warnings } = await read(server, {
    attributeMap: { ...activeDirectory, kept: ['title', 'photo', 'mail'] },
  });
  expect(principals[0]!.attributes).toEqual([
    { name: 'title', value: 'Engineer' },
    { name: 'title', value: 'Zoë' },
  ]);
  expect(warnings).toEqual([
    { code: 'NOT_UTF8', count: 1, examples: [`A value of the photo of "${dn}" is not valid UTF-8: left out.`] },
  ]);
  const { attributes } = server.searches.find(({ base }) => base === domain)!;
  expect(attributes).toEqual(expect.arrayContaining(['title', 'photo', 'mail']));
});
