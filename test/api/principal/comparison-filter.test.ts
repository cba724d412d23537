import { Principal } from '../../../src/directory/principal.entity';
import { TestOrganisation } from '../../support/described-organisation';

const PRINCIPALS = `query Principals($filter: String) { principals(filter: $filter) { totalCount nodes { displayName } } }`;

let organisation: TestOrganisation;

beforeAll(async () => {
  const directory = {
    Lab: { kind: 'organizationalUnit' as const },
    Émile: { in: 'Lab', sip: 'sip:emile@litwareinc.com' },
    Emile: { sip: null, disabled: true },
    'emilia_%': {},
    Kit: { kind: 'contact' as const, sip: 'sip:kit@contoso.com' },
    Team: { members: ['Émile'] },
    Gone: {},
  };
  organisation = await TestOrganisation.start({ directory, pools: {} });
  const { Gone: _gone, ...present } = directory;
  await organisation.sync(present);
});

interface Found {
  principals: { totalCount: number; nodes: { displayName: string }[] };
}

async function found(filter: string): Promise<string[]> {
  const { principals } = await organisation.data<Found>(PRINCIPALS, { filter });
  expect(principals.totalCount).toBe(principals.nodes.length);
  return principals.nodes.map(({ displayName }) => displayName);
}

describe('the filter of principals in the comparison syntax', () => {
  it.each<[string, string[]]>([
    ["DisplayName -eq 'ÉMILE'", ['Émile']],
    ["DisplayName -like 'emil*'", ['Emile', 'emilia_%']],
    ["DisplayName -like '*_%'", ['emilia_%']],
    ["DisplayName -like 'Ki?'", ['Kit']],
    ["SipAddress -like '*@contoso.com'", ['Kit']],
    ["SipAddress -notlike '*@litwareinc.com'", ['Emile', 'Kit', 'Lab', 'litwareinc', 'Team']],
    ["SipAddress -ne 'sip:kit@contoso.com' -and Kind -eq 'user'", ['Emile', 'Émile', 'emilia_%', 'Gone']],
    ["SipAddress -eq $null -and ObjectClass -eq 'User'", ['Emile']],
    ["ObjectClass -eq 'organizationalUnit' -or Kind -eq 'ORGANIZATIONAL_UNIT'", ['Lab']],
    ["Kind -eq 'domainDNS'", ['litwareinc']],
    ['Enabled -eq $false', ['Emile']],
    ['Missing -eq $true', ['Gone']],
    ["DistinguishedName -eq 'cn = emile, dc=litwareinc,dc=com'", ['Emile']],
    ["DistinguishedName -ne 'CN=Emile,DC=litwareinc,DC=com' -and Kind -eq 'contact'", ['Kit']],
    ['UserPrincipalName -ne $null -or SamAccountName -ne $null -or LogonName -ne $null', []],
    ["{DisplayName -gt 'kit' -and -not DisplayName -ge 'M'}", ['Lab', 'litwareinc']],
  ])('finds by %s', async (filter, names) => {
    expect(await found(filter)).toEqual(names);
  });

  it('finds by a GUID, in braces too', async () => {
    const { guid } = await organisation.gateway.store.read.findOneByOrFail(Principal, { displayName: 'Kit' });
    expect(await found(`Guid -eq '${guid.toUpperCase()}'`)).toEqual(['Kit']);
    expect(await found(`Guid -eq '{${guid}}'`)).toEqual(['Kit']);
  });

  it.each<[string, number, string]>([
    ['', 0, 'column 1: an attribute, "(" or -not is expected, not the end.'],
    [
      "Mobile -eq 'x'",
      0,
      'column 1: "Mobile" is none of the attributes that are kept, which are DisplayName, SipAddress, UserPrincipalName, ' +
        'SamAccountName, LogonName, ObjectClass, Kind, Enabled, Site, Missing, Guid, DistinguishedName, cn, mail, title, department and company.',
    ],
    ["Guid -eq 'x'", 9, 'column 10: it is compared with a GUID.'],
    ["DistinguishedName -like '*OU=Lab*'", 24, 'column 25: it is compared as a whole, without wildcards.'],
    ["DistinguishedName -eq 'Kit'", 22, 'column 23: it is compared with a distinguished name.'],
    [
      "Kind -eq 'computer'",
      9,
      'column 10: it is user, group, contact, container, organizationalUnit, ORGANIZATIONAL_UNIT, domainDNS or DOMAIN.',
    ],
  ])('refuses %j at the place of the mistake', async (filter, offset, fault) => {
    expect(await organisation.refusal(PRINCIPALS, { filter })).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: `"filter" is wrong at line 1, ${fault}`,
      parameter: 'filter',
      position: { offset, line: 1, column: offset + 1 },
    });
  });
});
