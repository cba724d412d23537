import { DAWN, TestOrganisation } from '../../support/described-organisation';

const ROOMS = `query Rooms($filter: String, $searchDescription: Boolean) {
  rooms(filter: $filter, searchDescription: $searchDescription) { totalCount nodes { name } }
}`;

let organisation: TestOrganisation;

beforeAll(async () => {
  organisation = await TestOrganisation.start({
    directory: { Ann: {} },
    pools: {
      'red.litwareinc.com': {
        addins: { Wiki: 'https://wiki.litwareinc.com/' },
        categories: {
          IT: {
            allowed: ['Ann'],
            rooms: {
              Café: { description: 'Coffee, 100% Arabica', megabytes: 5 },
              CAFE: { disabled: true, description: 'closed' },
              'Help -eq desk': { addin: 'Wiki', privacy: 'SECRET' },
            },
          },
        },
      },
      'atl.litwareinc.com': {
        categories: {
          Sales: { allowed: ['Ann'], rooms: { Stage: { type: 'AUDITORIUM', description: 'In the café' } } },
        },
      },
    },
  });
});

interface Found {
  rooms: { totalCount: number; nodes: { name: string }[] };
}

async function found(filter: string, searchDescription = false, as?: string): Promise<string[]> {
  const { rooms } = await organisation.data<Found>(ROOMS, { filter, searchDescription }, as);
  expect(rooms.totalCount).toBe(rooms.nodes.length);
  return rooms.nodes.map(({ name }) => name);
}

const ALL = ['CAFE', 'Café', 'Help -eq desk', 'Stage'];

describe('the filter of rooms', () => {
  it.each<[string, string[]]>([
    ['caf', ['CAFE', 'Café']],
    ['CAFÉ', ['Café']],
    ['*e', ['CAFE', 'Stage']],
    ['st*e', ['Stage']],
    ['-eq', ['Help -eq desk']],
    ['%', []],
    ['?', []],
  ])(
    'takes the plain text %j for a part of the name, or for all of it where it has an asterisk',
    async (filter, names) => {
      expect(await found(filter)).toEqual(names);
    },
  );

  it.each<[string, string[]]>([
    ["Name -eq 'café'", ['Café']],
    ["Name -ne 'café'", ['CAFE', 'Help -eq desk', 'Stage']],
    ["Name -like '*-eq*'", ['Help -eq desk']],
    ["Name -notlike 'caf?'", ['Help -eq desk', 'Stage']],
    ["Name -ge 'café' -and Name -lt 'i'", ['Café', 'Help -eq desk']],
    ['Name -ne $null', ALL],
    ["Description -like '*100%*'", ['Café']],
    ['Description -eq $null', ['Help -eq desk']],
    ["Description -eq ''", ['Help -eq desk']],
    ["Description -ne $null -and Description -gt 'coffee'", ['Café', 'Stage']],
    ["Type -eq 'Auditorium'", ['Stage']],
    ["Type -ne 'Auditorium'", ['CAFE', 'Café', 'Help -eq desk']],
    ["Privacy -eq 'secret'", ['Help -eq desk']],
    ["Invitations -eq 'Inherit'", ALL],
    ['Invitations -eq $false', []],
    ['Disabled -eq $true', ['CAFE']],
    ["Disabled -eq 'false'", ['Café', 'Help -eq desk', 'Stage']],
    ["Category -eq 'it'", ['CAFE', 'Café', 'Help -eq desk']],
    ["Addin -like 'w*'", ['Help -eq desk']],
    ["Addin -ne 'Wiki'", ['CAFE', 'Café', 'Stage']],
    ['Addin -eq $null', ['CAFE', 'Café', 'Stage']],
    ["Pool -like 'ATL.*'", ['Stage']],
    ['ContentBytes -ge 5MB', ['Café']],
    ['ContentBytes -lt 5MB', ['CAFE', 'Help -eq desk', 'Stage']],
    ["ContentBytes -eq '5242880'", ['Café']],
    [`CreatedAt -eq '${DAWN.toISOString()}'`, ALL],
    ["CreatedAt -gt '2026-01-01'", []],
    ["CreatedAt -le '2026-01-01T01:00+01:00'", ALL],
    ["CreatedAt -lt '2026-01-01T00:00:00.001'", ALL],
    ["UpdatedAt -ne '2026-01-01'", []],
    ["{ -not (Type -eq 'Normal' -or Disabled -eq $true) }", ['Stage']],
    ["Disabled -eq $true -or Type -eq 'Normal' -and Name -like 'c*'", ['CAFE', 'Café']],
  ])('takes %j for a comparison', async (filter, names) => {
    expect(await found(filter)).toEqual(names);
  });

  it.each<[string, string[]]>([
    ['café', ['Café', 'Stage']],
    ["Name -like '*café*'", ['Café', 'Stage']],
    ["Name -notlike '*café*'", ['CAFE', 'Help -eq desk']],
    ["Name -eq 'closed' -and Disabled -eq $true", ['CAFE']],
  ])('looks into the description too for %j where that is asked for', async (filter, names) => {
    expect(await found(filter, true)).toEqual(names);
  });

  it('finds no more than the caller may find', async () => {
    expect(await found("Name -like '*'", false, 'Ann')).toEqual(['Café', 'Help -eq desk', 'Stage']);
  });

  it.each<[string, number, string]>([
    [
      "Nmae -eq 'x'",
      0,
      'column 1: "Nmae" is none of the attributes that are kept, which are Name, Description, Type, Privacy, ' +
        'Invitations, Disabled, Category, Addin, Pool, ContentBytes, CreatedAt and UpdatedAt.',
    ],
    [
      "Name -match 'x'",
      5,
      'column 6: one of the operators -eq, -ne, -gt, -ge, -lt, -le, -like or -notlike is expected, not "-match".',
    ],
    ['Name -eq $true', 9, 'column 10: it is compared with a text.'],
    ["Type -eq 'Lecture'", 9, 'column 10: it is NORMAL or AUDITORIUM.'],
    ["Type -like 'N*'", 11, 'column 12: it is compared as a whole, without wildcards.'],
    ["Privacy -gt 'Open'", 12, 'column 13: it is only compared for being equal.'],
    ["Disabled -eq 'yes'", 13, 'column 14: it is compared with true or false.'],
    ["ContentBytes -gt '5 MB'", 17, 'column 18: it is compared with a number.'],
    [
      "CreatedAt -gt '11/22/2026'",
      14,
      'column 15: it is compared with a quoted time such as "2026-11-22" or "2026-11-22T18:30:00Z", in UTC where it names no zone.',
    ],
    [
      "CreatedAt -gt '2026-02-30'",
      14,
      'column 15: it is compared with a quoted time such as "2026-11-22" or "2026-11-22T18:30:00Z", in UTC where it names no zone.',
    ],
  ])('refuses %j at the place of the mistake', async (filter, offset, fault) => {
    expect(await organisation.refusal(ROOMS, { filter })).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: `"filter" is wrong at line 1, ${fault}`,
      parameter: 'filter',
      position: { offset, line: 1, column: offset + 1 },
    });
  });
});
