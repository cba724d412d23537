import { toGlobalId } from '../../../src/graphql/node';
import { DAWN, TestOrganisation } from '../../support/described-organisation';
import { scene } from './scene';

const CATEGORY = `query Category($identity: String, $id: ID) {
  category(identity: $identity, id: $id) {
    id identity name description invitations fileUpload chatHistory version createdAt updatedAt pool { fqdn }
    allowedMembers { totalCount nodes { displayName } }
    deniedMembers { totalCount nodes { displayName } }
    creators { totalCount nodes { displayName } }
    rooms { nodes { name } }
    eligiblePrincipals { totalCount nodes { displayName } }
    history { totalCount }
  }
}`;
const ELIGIBLE = `query Eligible($identity: String, $kind: [PrincipalKind!], $filter: String) {
  category(identity: $identity) { eligiblePrincipals(kind: $kind, filter: $filter) { totalCount nodes { displayName } } }
}`;

interface Eligible {
  category: { eligiblePrincipals: { totalCount: number; nodes: { displayName: string }[] } };
}

let organisation: TestOrganisation;

beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});

const listed = (...displayNames: string[]) => ({
  totalCount: displayNames.length,
  nodes: displayNames.map((displayName) => ({ displayName })),
});

it('gives all of a category, by its identity or its id', async () => {
  const id = await organisation.globalId('Category', 'Science');
  const category = {
    id,
    identity: 'red.litwareinc.com\\Science',
    name: 'Science',
    description: '',
    invitations: true,
    fileUpload: false,
    chatHistory: true,
    version: 1,
    createdAt: DAWN.toISOString(),
    updatedAt: DAWN.toISOString(),
    pool: { fqdn: 'red.litwareinc.com' },
    allowedMembers: listed('Ann', 'Lab'),
    deniedMembers: listed('Fay'),
    creators: listed(),
    rooms: { nodes: [{ name: 'Bench' }, { name: 'Notes' }, { name: 'Quiet' }] },
    eligiblePrincipals: listed('Ann', 'Eve', 'Lab'),
    history: { totalCount: 0 },
  };
  expect(await organisation.data(CATEGORY, { identity: 'SCIENCE' })).toEqual({ category });
  expect(await organisation.data(CATEGORY, { id }, 'viewer')).toEqual({ category });
});

it('lists entries that are missing from the directory, without effect', async () => {
  const { Ann: _gone, Team, ...others } = scene.directory;
  try {
    await organisation.sync({ ...others, Team: { ...Team, members: ['Bob'] } });
    expect(await organisation.data(CATEGORY, { identity: 'Science' })).toMatchObject({
      category: { allowedMembers: listed('Ann', 'Lab'), eligiblePrincipals: listed('Eve', 'Lab') },
    });
  } finally {
    await organisation.sync(scene.directory);
  }
});

describe('the eligible principals', () => {
  const eligible = async (variables: object, as?: string) => {
    const { category } = await organisation.data<Eligible>(ELIGIBLE, variables, as);
    const { totalCount, nodes } = category.eligiblePrincipals;
    expect(totalCount).toBe(nodes.length);
    return nodes.map(({ displayName }) => displayName);
  };
  const identity = 'red.litwareinc.com\\General';

  it('are everybody inside the wall, of every kind, whether they may enter or not', async () => {
    expect(await eligible({ identity })).toEqual(['Ann', 'Bob', 'Cid', 'Kit', 'Mute', 'Off', 'Staff', 'Team']);
    expect(await eligible({ identity: 'Spare' })).toEqual(['Cid', 'Dan', 'Kit', 'Mute', 'Off', 'Staff']);
    expect(await eligible({ identity: 'atl.litwareinc.com\\general' })).toEqual([]);
  });

  it.each([
    [{ kind: ['GROUP', 'CONTACT'] }, ['Kit', 'Staff', 'Team']],
    [{ kind: [] }, []],
    [{ filter: 'a*' }, ['Ann']],
    [{ filter: 'SIP:*@contoso.com' }, ['Kit']],
    [{ filter: '*', kind: ['USER'] }, ['Ann', 'Bob', 'Cid', 'Off']],
  ])('of %j', async (args, found) => {
    expect(await eligible({ identity, ...args })).toEqual(found);
  });

  it('are seen by creators, and by no other user', async () => {
    expect(await eligible({ identity }, 'Bob')).toHaveLength(8);
    expect(await organisation.refusal(ELIGIBLE, { identity }, 'Cid')).toMatchObject({
      code: 'FORBIDDEN',
      message: 'Only creators in the category "General" see who is eligible in it.',
      cmdlet: 'Get-CsPersistentChatEligiblePrincipal',
    });
  });
});

describe('a user', () => {
  const name = 'query Name($identity: String) { category(identity: $identity) { name chatHistory } }';

  it('knows of the categories whose wall is around it, and of no other', async () => {
    expect(await organisation.data(name, { identity: 'General' }, 'Ann')).toEqual({
      category: { name: 'General', chatHistory: true },
    });
    // Denied; not allowed; denied with a group.
    for (const [user, identity] of [
      ['Fay', 'Science'],
      ['Dan', 'General'],
      ['Ann', 'Spare'],
    ]) {
      expect(await organisation.refusal(name, { identity }, user)).toMatchObject({
        code: 'NOT_FOUND',
        message: `There is no category "${identity}".`,
      });
    }
  });

  it.each(['allowedMembers', 'deniedMembers', 'creators', 'history'])('sees no %s', async (list) => {
    const query = `{ category(identity: "General") { ${list} { totalCount } } }`;
    expect(await organisation.refusal(query, {}, 'Ann')).toMatchObject({
      code: 'FORBIDDEN',
      message: `"${list}" takes a token with the role ADMINISTRATOR or VIEWER; yours has the role USER.`,
    });
  });
});

it.each([
  [{}, 'BAD_USER_INPUT', 'identity', 'Say which one is meant, by "identity" or by "id".'],
  [{ identity: 'Nothing' }, 'NOT_FOUND', 'identity', 'There is no category "Nothing".'],
  [{ id: toGlobalId('Category', 999) }, 'NOT_FOUND', 'id', `There is no category "${toGlobalId('Category', 999)}".`],
  [
    { identity: 'GENERAL' },
    'AMBIGUOUS_IDENTITY',
    'identity',
    '"GENERAL" may be atl.litwareinc.com\\general or red.litwareinc.com\\General; name the pool too.',
  ],
])('refuses %j', async (target, code, parameter, message) => {
  expect(await organisation.refusal(CATEGORY, target)).toMatchObject({ code, parameter, message });
});
