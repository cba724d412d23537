import { TestOrganisation } from '../../support/described-organisation';
import { ALL_ROOMS, roomsScene } from './rooms-scene';

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(roomsScene);
  const { store } = organisation.gateway;
  await store.write(async (tx) => {
    await tx.query("UPDATE rooms SET created_at = '2026-02-01 12:00:00.500' WHERE name = 'Bench'");
    await tx.query("UPDATE rooms SET updated_at = '2026-03-01 12:00:00.000' WHERE name IN ('Bench', 'Apple')");
  });
});

const ROOMS = `query Rooms($where: RoomFilter, $filter: String, $searchDescription: Boolean, $chatContentExceedsMB: Int) {
  rooms(where: $where, filter: $filter, searchDescription: $searchDescription, chatContentExceedsMB: $chatContentExceedsMB) {
    totalCount nodes { name } } }`;

async function rooms(args: object): Promise<string[]> {
  const { rooms: found } = await organisation.data<{ rooms: { totalCount: number; nodes: { name: string }[] } }>(
    ROOMS,
    args,
  );
  expect(found.totalCount).toBe(found.nodes.length);
  return found.nodes.map(({ name }) => name);
}

const refusal = (args: object) => organisation.refusal(ROOMS, args);
const but = (...names: string[]) => ALL_ROOMS.filter((name) => !names.includes(name));

it('lists all rooms by name: case does not count, and accents come after', async () => {
  expect(await rooms({})).toEqual(ALL_ROOMS);
  expect(await rooms({ where: null, filter: null, searchDescription: null, chatContentExceedsMB: null })).toEqual(
    ALL_ROOMS,
  );
});

describe('a filter on', () => {
  it.each<[string, object, string[]]>([
    ['a name that is equal', { name: { eq: 'APPLE' } }, ['Apple']],
    ['a name that is equal, accents and all', { name: { eq: 'E\u0301CLAIR' } }, ['Éclair']],
    ['a name that is not equal', { name: { ne: 'apple' } }, but('Apple')],
    ['a name among some', { name: { in: ['apple', 'WHAT?', 'nothing'] } }, ['Apple', 'What?']],
    ['a name among none', { name: { in: [] } }, []],
    ['a name like a beginning', { name: { like: 'A*' } }, ['Apple', 'apple pie']],
    ['a name like an end', { name: { like: '*air' } }, ['eclair', 'Éclair']],
    ['a name like one character', { name: { like: '?clair' } }, ['eclair', 'Éclair']],
    ['a name like the whole', { name: { like: 'apple' } }, ['Apple']],
    ['a name with a percent sign', { name: { like: '100%*' } }, ['100%_!']],
    ['a percent sign for anything', { name: { like: '%' } }, []],
    ['an underscore for any character', { name: { like: '_pple' } }, []],
    ['an exclamation mark', { name: { like: '*!' } }, ['100%_!']],
    ['several things of one field', { name: { like: 'a*', ne: 'apple pie' } }, ['Apple']],
    ['a description', { description: { like: 'c:\\temp*' } }, ['Éclair']],
    ['a description with quotes', { description: { eq: 'it\'s "QUOTED"' } }, ['What?']],
    ['an empty description', { description: { eq: '' } }, ['100%_!', 'apple pie', 'Bench', 'eclair']],
    ['the type', { type: { eq: 'AUDITORIUM' } }, ['Éclair']],
    ['another type', { type: { ne: 'AUDITORIUM' } }, but('Éclair')],
    ['the privacy', { privacy: { in: ['OPEN', 'SECRET'] } }, ['100%_!', 'Apple', 'eclair']],
    ['the invitations', { invitations: { eq: 'FALSE' } }, ['eclair']],
    ['what is disabled', { disabled: { eq: true } }, ['eclair']],
    ['what is not disabled', { disabled: { ne: true } }, but('eclair')],
    ['what is disabled or not', { disabled: { in: [true, false] } }, ALL_ROOMS],
    ['the very size', { contentBytes: { eq: 1_048_576 } }, ['Apple', 'Bench']],
    ['another size', { contentBytes: { ne: 1_048_576 } }, but('Apple', 'Bench')],
    ['a size between', { contentBytes: { gt: 1_048_576, lt: 2_621_440 } }, ['eclair']],
    ['a size from and to', { contentBytes: { gte: 1_048_576, lte: 2_097_152 } }, ['Apple', 'Bench', 'eclair']],
    ['when it was created', { createdAt: { eq: '2026-02-01T12:00:00.500Z' } }, ['Bench']],
    [
      'when it was created, to the millisecond',
      { createdAt: { gt: '2026-02-01T12:00:00.499Z', lt: '2026-02-01T12:00:00.501Z' } },
      ['Bench'],
    ],
    ['before when it was created', { createdAt: { lt: '2026-02-01T12:00:00.500Z' } }, but('Bench')],
    ['when it was not changed', { updatedAt: { ne: '2026-03-01T13:00:00+01:00' } }, but('Apple', 'Bench')],
    ['when it was changed', { updatedAt: { gte: '2026-03-01T12:00:00Z' } }, ['Apple', 'Bench']],
    ['the pool', { pool: { fqdn: { eq: 'ATL.litwareinc.com' } } }, ['apple pie']],
    ['the site of the pool', { pool: { site: { name: { eq: 'redmond' } }, state: { eq: 'NORMAL' } } }, ALL_ROOMS],
    ['the category', { category: { name: { eq: 'science' } } }, ['Bench']],
    [
      'settings of the category',
      { category: { invitations: { ne: true }, description: { like: 'for*' } } },
      but('Bench', 'apple pie'),
    ],
    ['the wall of the category', { category: { deniedMembers: { has: 'Fay' } } }, ['Bench']],
    ['the pool of the category', { category: { pool: { fqdn: { like: 'atl*' } } } }, ['apple pie']],
    ['the add-in', { addin: { name: { like: '*' } } }, ['Apple', 'apple pie']],
    ['the address of the add-in', { addin: { url: { like: '*wiki*' }, pool: { fqdn: { like: 'red*' } } } }, ['Apple']],
    ['not the add-in', { not: { addin: { name: { eq: 'wiki' } } } }, but('Apple')],
    ['an add-in that is not so called', { addin: { not: { name: { eq: 'wiki' } } } }, ['apple pie']],
    ['a member who is listed', { members: { has: 'Ann' } }, ['Bench']],
    ['a member who is reached', { members: { reaches: 'sip:ann@litwareinc.com' } }, ['Apple', 'Bench', 'What?']],
    ['a group that is reached', { members: { reaches: 'Team' } }, ['Apple', 'What?']],
    [
      'a member who is reached but not listed',
      { members: { reaches: 'Ann' }, not: { members: { has: 'Ann' } } },
      ['Apple', 'What?'],
    ],
    ['no members', { members: { isEmpty: true } }, ['100%_!', 'apple pie', 'eclair']],
    ['members', { members: { isEmpty: false } }, ['Apple', 'Bench', 'Éclair', 'What?']],
    ['a manager who is listed', { managers: { has: 'Eve' } }, []],
    ['a manager who is reached', { managers: { reaches: 'Eve' } }, ['Bench']],
    ['a denied manager who is reached', { managers: { reaches: 'Fay' } }, ['Bench']],
    ['a presenter', { presenters: { has: 'Cid', reaches: 'Cid' } }, ['Éclair']],
    ['several fields', { privacy: { eq: 'OPEN' }, members: { isEmpty: true } }, ['100%_!']],
    ['nothing', {}, ALL_ROOMS],
    ['all of none', { and: [] }, ALL_ROOMS],
    ['one of none', { or: [] }, []],
    ['not nothing', { not: {} }, []],
    ['all of some', { and: [{ name: { like: 'a*' } }, { addin: { name: { eq: 'ticker' } } }] }, ['apple pie']],
    ['one of some', { or: [{ name: { eq: 'bench' } }, { disabled: { eq: true } }] }, ['Bench', 'eclair']],
    ['not one of some', { not: { or: [{ name: { like: '*a*' } }, { privacy: { eq: 'OPEN' } }] } }, ['Bench']],
    ['not not', { not: { not: { type: { eq: 'AUDITORIUM' } } } }, ['Éclair']],
    [
      'one of some beside a field',
      { type: { eq: 'NORMAL' }, or: [{ name: { like: '*clair' } }, { name: { eq: 'apple' } }] },
      ['Apple', 'eclair'],
    ],
  ])('%s', async (_what, where, expected) => {
    expect(await rooms({ where })).toEqual(expected);
    const others = await rooms({ where: { not: where } });
    expect(others).toEqual(but(...expected));
  });

  it('many things of things that rooms are in', async () => {
    const site = (i: number) => ({ pool: { site: { name: { ne: `Nowhere ${i}` } } } });
    const where = { and: Array.from({ length: 40 }, (_, i) => ({ ...site(i), category: site(i) })) };
    expect(await rooms({ where })).toEqual(ALL_ROOMS);
  });

  it.each([
    [
      '"where.members.has" of nobody',
      { members: { has: 'Nobody' } },
      'NOT_FOUND',
      '"Nobody" names no principal of the directory.',
      'where.members.has',
    ],
    [
      'somebody of two',
      { not: { or: [{}, { managers: { reaches: 'Twin' } }] } },
      'AMBIGUOUS_IDENTITY',
      '"Twin" names 2 principals; a SIP address or distinguished name tells them apart.',
      'where.not.or[1].managers.reaches',
    ],
    [
      'a wildcard for somebody',
      { category: { creators: { has: 'C*' } } },
      'BAD_USER_INPUT',
      '"C*" has a wildcard, which is accepted only where several principals are meant.',
      'where.category.creators.has',
    ],
    [
      'null',
      { name: null },
      'BAD_USER_INPUT',
      '"where.name" is null; leave it out, or ask for null by isNull, where the field has it.',
      'where.name',
    ],
    [
      'nothing equal',
      { and: [{ name: { eq: null } }] },
      'BAD_USER_INPUT',
      '"where.and[0].name.eq" is null; leave it out, or ask for null by isNull, where the field has it.',
      'where.and[0].name.eq',
    ],
    [
      'no members known',
      { members: { isEmpty: null } },
      'BAD_USER_INPUT',
      '"where.members.isEmpty" is null; leave it out, or ask for null by isNull, where the field has it.',
      'where.members.isEmpty',
    ],
  ])('%s is refused', async (_what, where, code, message, parameter) => {
    expect(await refusal({ where })).toMatchObject({ code, message, parameter, cmdlet: 'Get-CsPersistentChatRoom' });
  });

  it.each([{ name: { like: 7 } }, { privacy: { eq: 'HIDDEN' } }, { color: {} }, { createdAt: { gt: 'yesterday' } }])(
    'what there is not is refused: %j',
    async (where) => {
      expect(await refusal({ where })).toMatchObject({ code: 'BAD_USER_INPUT' });
    },
  );

  const nested = (depth: number): object => (depth ? { not: nested(depth - 1) } : { name: { eq: 'apple' } });

  it('things nested ten deep is answered, deeper is refused', async () => {
    expect(await rooms({ where: nested(10) })).toEqual(['Apple']);
    for (const depth of [11, 50]) {
      expect(await refusal({ where: nested(depth) })).toMatchObject({
        code: 'LIMIT_EXCEEDED',
        message: 'The filter is nested more than 10 deep.',
        parameter: `where${'.not'.repeat(11)}`,
        limit: 10,
      });
    }
  });

  it('things nested too deep in the document itself is refused, too', async () => {
    const where = `${'{ and: '.repeat(50)}{ name: { eq: "apple" } }${' }'.repeat(50)}`;
    expect(await organisation.refusal(`{ rooms(where: ${where}) { totalCount } }`)).toMatchObject({
      code: 'LIMIT_EXCEEDED',
    });
  });

  const numbers = (count: number) => Array.from({ length: count }, (_, i) => String(i));

  it.each([
    ['conditions', 501, { or: numbers(501).map((name) => ({ name: { eq: name } })) }],
    ['empty conditions', 501, { or: numbers(501).map(() => ({})) }],
    ['values', 501, { not: { name: { in: numbers(501) } } }],
    ['both', 900, { or: numbers(30).map(() => ({ category: { name: { in: numbers(30) } } })) }],
  ])('too many %s is refused', async (_what, size, where) => {
    expect(await refusal({ where })).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: `The filter has ${size} conditions and values; it may have at most 500.`,
      parameter: 'where',
      limit: 500,
    });
  });

  it('five hundred conditions or values is answered', async () => {
    const some = [...numbers(499), 'apple'];
    expect(await rooms({ where: { name: { in: some } } })).toEqual(['Apple']);
    expect(await rooms({ where: { or: some.map((name) => ({ name: { eq: name } })) } })).toEqual(['Apple']);
    expect(await rooms({ where: { and: numbers(500).map((name) => ({ name: { ne: name } })) } })).toEqual(ALL_ROOMS);
  });
});

describe('the text filter', () => {
  it.each([
    ['a text anywhere in the name', 'AI', ['eclair', 'Éclair']],
    ['an accent', 'é', ['Éclair']],
    ['a space', 'e p', ['apple pie']],
    ['a pattern for the whole name', 'a*e', ['Apple', 'apple pie']],
    ['a pattern that ends with it', '*e', ['Apple', 'apple pie']],
    ['a star', '*', ALL_ROOMS],
    ['a question mark as itself', '?', ['What?']],
    ['a question mark as itself in a pattern', '*?', ['What?']],
    ['a percent sign as itself', '%', ['100%_!']],
    ['an underscore as itself', '_', ['100%_!']],
    ['an exclamation mark as itself', '!', ['100%_!']],
    ['all three in a pattern', '*%_!', ['100%_!']],
    ['a quote', "'", []],
  ])('takes %s', async (_what, filter, expected) => {
    expect(await rooms({ filter })).toEqual(expected);
    expect(await rooms({ filter, searchDescription: false })).toEqual(expected);
  });

  it.each([
    ['fruit', ['Apple']],
    ['*fruit', ['Apple']],
    ['air', ['eclair', 'Éclair']],
    ['re', ['Apple']],
    ['of_it!', ['Éclair']],
    ['50% ', ['Éclair']],
    ['C:\\Temp', ['Éclair']],
    ['"QUOTED"', ['What?']],
    ["it's", ['What?']],
    ['e', but('100%_!')],
  ])('looks into the descriptions too where that is asked for: %s', async (filter, expected) => {
    expect(await rooms({ filter, searchDescription: true })).toEqual(expected);
  });

  it('joins with the other conditions', async () => {
    expect(await rooms({ filter: 'clair', where: { disabled: { eq: false } } })).toEqual(['Éclair']);
  });

  it('has at most 1,024 characters', async () => {
    expect(await rooms({ filter: `${'*'.repeat(1023)}e` })).toEqual(['Apple', 'apple pie']);
    expect(await refusal({ filter: 'x'.repeat(1025) })).toMatchObject({
      message: 'The text to look for in "filter" has 1025 characters; it may have at most 1,024.',
      code: 'BAD_USER_INPUT',
      parameter: 'filter',
    });
    expect(await refusal({ where: { name: { like: '*'.repeat(60_000) } } })).toMatchObject({
      message: 'The text to look for in "where.name.like" has 60000 characters; it may have at most 1,024.',
      code: 'BAD_USER_INPUT',
      parameter: 'where.name.like',
    });
  });
});

describe('the size of the content', () => {
  it.each([
    [0, ['Apple', 'Bench', 'eclair', 'Éclair']],
    [1, ['eclair', 'Éclair']],
    [2, ['Éclair']],
    [3, []],
    [2_147_483_647, []],
  ])('exceeds %i megabytes', async (chatContentExceedsMB, expected) => {
    expect(await rooms({ chatContentExceedsMB })).toEqual(expected);
  });

  it('exceeds no negative number', async () => {
    expect(await refusal({ chatContentExceedsMB: -1 })).toMatchObject({
      message: '"chatContentExceedsMB" is -1; it can\'t be negative.',
      code: 'BAD_USER_INPUT',
      parameter: 'chatContentExceedsMB',
    });
  });
});

it('asks for no page where only the count is wanted, and for no count where only the page is', async () => {
  const { gateway } = organisation;
  const statements = await gateway.statementsOf(() => organisation.data('{ rooms { totalCount } }'));
  expect(statements.filter((sql) => sql.includes('FROM rooms'))).toEqual([expect.stringContaining('COUNT(*)')]);
  const paged = await gateway.statementsOf(() => organisation.data('{ rooms { nodes { name } } }'));
  expect(paged.filter((sql) => sql.includes('COUNT(*)'))).toEqual([]);
});
