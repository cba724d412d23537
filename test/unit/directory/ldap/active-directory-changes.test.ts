import { Ber, BerReader, BerWriter } from 'ldapts';

import { LdapSource } from '../../../../src/directory/ldap/ldap-source';
import { guidText } from '../../../../src/directory/principal-mapper';
import { type Answers, FakeLdapServer, type Search } from '../../../support/ldap/fake-ldap-server';
import { ReadSince } from '../../../support/ldap/read-since';
import { LITWARE } from '../../../support/ldap/sample-slapd';
import { settingsFor } from '../../../support/ldap/settings';

const DIR_SYNC = '1.2.840.113556.1.4.841';
const SHOW_DELETED = '1.2.840.113556.1.4.417';
const PAGED = '1.2.840.113556.1.4.319';
const service = 'CN=NTDS Settings,CN=DC1';

/** The bytes of the GUID of a user, and its text. */
const bytes = (number: number) => Buffer.from(String(number).padStart(16));
const guid = (number: number) => guidText(bytes(number))!;
const user = (number: number): [string, Record<string, (string | Buffer)[]>] => [
  `CN=User ${number},${LITWARE}`,
  { objectClass: ['user'], objectGUID: [bytes(number)] },
];

/** A domain controller: its users, the number of its last change, and how it answers to what is asked by a control or of update numbers. */
class FakeController {
  users = [1, 2, 3];
  last = 100;
  dirSync: (cookie: string, answers: Answers, search: Search) => void = (_, answers) => answers.end(50);
  numbers: (first: number, last: number, answers: Answers) => void = (_first, _last, answers) => answers.end();
  deleted: string[] = [];
  /** The name of an organizational unit, which it knows in no other spelling. */
  unit: string | undefined;
  private constructor() {}
  server: FakeLdapServer;

  static async start(others: Partial<FakeController> = {}): Promise<FakeController> {
    const controller = Object.assign(new FakeController(), others);
    controller.server = await FakeLdapServer.start((search, answers) => controller.answer(search, answers));
    return controller;
  }

  get source(): LdapSource {
    return new LdapSource(settingsFor(this.server));
  }

  /** The searches that look for more than one entry, by their filters. */
  get filters(): string[] {
    return this.server.searches.filter(({ base }) => base === LITWARE).map(({ filter }) => filter);
  }

  private answer(search: Search, answers: Answers): void {
    const { base, filter, controls } = search;
    const cookie = controls.get(DIR_SYNC);
    const [, first, last] = /^\(&\(uSNChanged>=(\d+)\)\(uSNChanged<=(\d+)\)\)$/.exec(filter) ?? [];
    if (cookie) return this.dirSync(cookieIn(cookie), answers, search);
    if (first) {
      expect(controls.has(SHOW_DELETED)).toBe(true);
      return this.numbers(Number(first), Number(last), answers);
    }
    if (base === '') {
      answers.entry('', { namingContexts: [LITWARE], dsServiceName: [service], highestCommittedUSN: [`${this.last}`] });
    } else if (base === service) answers.entry(service, { invocationId: [Buffer.alloc(16, 7)] });
    else if (base === this.unit) [base, `CN=Ann,${base}`].forEach((dn) => answers.entry(dn, {}));
    else if (filter.includes('isDeleted')) this.deleted.forEach((dn) => answers.entry(dn, {}));
    else {
      const found = this.users.filter((each) => base === LITWARE || base === `<GUID=${guid(each)}>`);
      if (found.length === 0) return answers.end(32);
      found.forEach((each) => answers.entry(...user(each)));
    }
    answers.end();
  }
}

function cookieIn(value: Buffer): string {
  const reader = new BerReader(value);
  reader.readSequence();
  expect([reader.readInt(), reader.readInt()]).toEqual([-0x8000_0000, 1_000_000]);
  return reader.readString() ?? '';
}

function answered(more: number, cookie: string): [string, Buffer] {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(more);
  writer.writeInt(0);
  writer.writeBuffer(Buffer.from(cookie), Ber.OctetString);
  writer.endSequence();
  return [DIR_SYNC, writer.buffer];
}

describe('DirSync', () => {
  it('is asked until nothing more comes, also where a piece is empty, and begun before all is read', async () => {
    const controller = await FakeController.start({
      dirSync: (cookie, answers, { filter, controls }) => {
        expect(controls.has(PAGED)).toBe(false);
        const next: Record<string, [number, string, number[]]> = {
          '': [1, 'walking', []],
          walking: [0, 'start', []],
          start: [1, 'piece 1', [1]],
          'piece 1': [1, 'piece 2', []],
          'piece 2': [0, 'end', [2, 4]],
        };
        const [more, after, changed] = next[cookie]!;
        expect(filter).toBe(cookie === '' || cookie === 'walking' ? '(!(objectClass=*))' : '(objectClass=*)');
        changed.forEach((each) => answers.entry(...user(each)));
        answers.end(0, answered(more, after));
      },
    });
    const first = await ReadSince.from(controller.source);
    expect(controller.filters).toEqual(['(!(objectClass=*))', '(!(objectClass=*))', '(objectClass=*)']);
    expect(JSON.parse(first.mark!)).toMatchObject({ by: 'dirsync', position: Buffer.from('start').toString('base64') });
    const known = new Set([1, 2, 3, 4].map(guid));
    const now = await ReadSince.from(controller.source, { mark: first.mark, known });
    // The fourth is among what changed, and can't be found.
    expect([now.whole, now.names.length, now.vanished]).toEqual([false, 2, [guid(4)]]);
    expect(JSON.parse(now.mark!)).toMatchObject({ by: 'dirsync', position: Buffer.from('end').toString('base64') });
  });

  it('gives way to update numbers where its cookie is too long to be kept', async () => {
    const controller = await FakeController.start({
      dirSync: (_, answers) => answers.end(0, answered(0, 'x'.repeat(3000))),
    });
    expect((await ReadSince.from(controller.source)).mark).toContain('"by":"usn"');
  });

  it('that ends in the middle is no reason to read everything: what fails is told', async () => {
    const controller = await FakeController.start({
      dirSync: (cookie, answers) => (cookie === '' ? answers.end(0, answered(0, 'start')) : void answers.hangUp()),
    });
    const first = await ReadSince.from(controller.source);
    await expect(ReadSince.from(controller.source, first)).rejects.toMatchObject({
      message: expect.stringMatching(/didn't give all of "DC=litwareinc,DC=com": Connection closed/),
      extensions: { code: 'UNAVAILABLE', source: 'litware' },
    });
  });
});

describe('DirSync that is not answered', () => {
  it.each([1, 2, 12, 50, 53])('but refused by the result %i gives way to update numbers', async (code) => {
    const controller = await FakeController.start({ dirSync: (_, answers) => answers.end(code) });
    expect((await ReadSince.from(controller.source)).mark).toContain('"by":"usn"');
  });

  it.each([1, 2, 12, 50, 53])('from its cookie on, by the result %i, has all read', async (code) => {
    const controller = await FakeController.start({
      dirSync: (cookie, answers) => (cookie === '' ? answers.end(0, answered(0, 'start')) : answers.end(code)),
    });
    const first = await ReadSince.from(controller.source);
    expect((await ReadSince.from(controller.source, first)).whole).toBe(true);
  });

  it.each([
    [3, 'its time limit was reached'],
    [51, 'LDAP result 51'],
    [52, 'LDAP result 52'],
  ])('for now, by the result %i, is no reason to read everything, or in another way', async (code, reason) => {
    let isBusy = true;
    const controller = await FakeController.start({
      dirSync: (_, answers) => (isBusy ? answers.end(code) : answers.end(0, answered(0, 'start'))),
    });
    const busy = { message: expect.stringContaining(reason), extensions: { code: 'UNAVAILABLE' } };
    await expect(ReadSince.from(controller.source)).rejects.toMatchObject(busy);
    isBusy = false;
    const first = await ReadSince.from(controller.source);
    isBusy = true;
    await expect(ReadSince.from(controller.source, first)).rejects.toMatchObject(busy);
  });
});

describe('what stands below a container', () => {
  it('is asked for by the name as the server wrote it', async () => {
    const name = `OU=Straße  \u0041\u030a\\, Ltd,${LITWARE}`;
    const controller = await FakeController.start();
    const first = await ReadSince.from(controller.source);
    const reading = await controller.source.open(first.mark);
    const below: string[] = [];
    controller.unit = name;
    for await (const entry of reading.below(name)) below.push(entry.distinguishedName);
    await reading.close();
    expect(below).toEqual([`CN=Ann,${name}`]);
  });
});

describe('update numbers', () => {
  it('are asked for in halves where they are more than the server gives at once', async () => {
    const changes = new Map([
      [103, 1],
      [104, 3],
      [107, 2],
    ]);
    const asked: [number, number][] = [];
    const controller = await FakeController.start({
      numbers: (first, last, answers) => {
        asked.push([first, last]);
        const found = [...changes].filter(([number]) => number >= first && number <= last);
        // Of what is too much it gives a part.
        found.slice(0, 1).forEach(([, each]) => answers.entry(...user(each)));
        answers.end(found.length > 1 ? 4 : 0);
      },
    });
    const first = await ReadSince.from(controller.source);
    controller.last = 108;
    const now = await ReadSince.from(controller.source, first);
    expect(asked).toEqual([
      [101, 108],
      [101, 104],
      [101, 102],
      [103, 104],
      [103, 103],
      [104, 104],
      [105, 108],
    ]);
    expect(now.names).toHaveLength(3);
    expect(JSON.parse(now.mark!)).toMatchObject({
      by: 'usn',
      position: JSON.stringify({ invocation: '07'.repeat(16), last: 108 }),
    });
  });

  it('tell who is deleted where the account sees such, and else what is still there does', async () => {
    const controller = await FakeController.start({ numbers: (_first, _last, answers) => answers.end() });
    const first = await ReadSince.from(controller.source);
    controller.last = 101;
    controller.users = [1, 3];
    const swept = await ReadSince.from(controller.source, first);
    expect(swept.vanished).toEqual([guid(2)]);

    controller.last = 102;
    controller.numbers = (_first, _last, answers) => {
      const dn = `CN=User 3\\0ADEL:${guid(3)},CN=Deleted Objects,${LITWARE}`;
      answers.entry(dn, { objectGUID: [bytes(3)], isDeleted: ['TRUE'] });
      answers.end();
    };
    controller.deleted = [`CN=User 2\\0ADEL:${guid(2)},CN=Deleted Objects,${LITWARE}`];
    const before = controller.filters.length;
    const told = await ReadSince.from(controller.source, swept);
    expect(told.vanished).toEqual([guid(3)]);
    expect(controller.filters.slice(before)).toEqual([
      '(&(uSNChanged>=102)(uSNChanged<=102))',
      '(&(isDeleted=TRUE)(lastKnownParent=*))',
    ]);
  });

  it('are not to be had from a server that has none', async () => {
    const controller = await FakeController.start();
    const none = await FakeLdapServer.start(({ base, filter }, answers) => {
      if (base === '') answers.entry('', { namingContexts: [LITWARE] });
      else if (filter === '(objectClass=*)') answers.entry(...user(1));
      else return answers.end(12);
      answers.end();
    });
    expect((await ReadSince.from(new LdapSource(settingsFor(none)))).mark).toBeNull();
    expect((await ReadSince.from(controller.source)).mark).toContain('"by":"usn"');
  });
});
