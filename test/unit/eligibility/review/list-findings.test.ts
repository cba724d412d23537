import { PrincipalKind } from '../../../../src/directory/principal.entity';
import { AccessList } from '../../../../src/eligibility/access-entry.entity';
import { ListedPrincipals } from '../../../../src/eligibility/review/listed-principals';
import { listFindings } from '../../../../src/eligibility/review/reviewed-list';
import { ReviewedWall } from '../../../../src/eligibility/review/reviewed-wall';
import { SmallDirectory } from '../small-directory';

const directory = new SmallDirectory({
  Desks: { kind: PrincipalKind.ORGANIZATIONAL_UNIT, contains: ['Cleo', 'Guests'] },
  Staff: { members: ['Sales', 'Ann'] },
  Sales: { members: ['Bob'] },
  Guests: { members: ['Dan'] },
  'Ring 1': { members: ['Ring 2', 'Eve'] },
  'Ring 2': { members: ['Ring 1'] },
  Nobody: { members: ['Contact'] },
  Contact: { kind: PrincipalKind.CONTACT, sip: 'sip:contact@fabrikam.com' },
  Ann: {},
  Bob: {},
  Cleo: {},
  Dan: {},
  Eve: {},
  Off: { enabled: false },
  Gone: { missing: true },
});

const EVERYBODY = ['Desks', 'Staff', 'Guests', 'Ring 1', 'Nobody', 'Contact', 'Off'];

/** What is found, as `kind entry by`, for entries in the order of the list. */
function found(list: AccessList, entries: string[], { allowed = EVERYBODY, denied = [] as string[] } = {}): string[] {
  const principals = new ListedPrincipals(directory.index);
  const wall = new ReviewedWall(principals, { allowed: directory.ids(...allowed), denied: directory.ids(...denied) });
  const principalIds = directory.ids(...entries);
  const work = listFindings({ list, categoryId: 1, roomId: null, principalIds }, wall, principals);
  for (;;) {
    const { done, value } = work.next();
    if (done)
      return value.map(({ kind, principalId, byId }) => [kind, nameOf(principalId), nameOf(byId)].join(' ').trim());
  }
}

function nameOf(id: number | null): string {
  return id === null ? '' : directory.nameOf(id);
}

describe('A list', () => {
  it('has nothing to say of entries that reach different people', () => {
    expect(found(AccessList.ALLOWED, ['Staff', 'Guests', 'Cleo'])).toEqual([]);
  });

  it('covers what another entry reaches by any path, and names an entry that stays', () => {
    expect(found(AccessList.ALLOWED, ['Staff', 'Sales', 'Ann', 'Bob', 'Eve'])).toEqual([
      'COVERED Sales Staff',
      'COVERED Ann Staff',
      'COVERED Bob Staff',
    ]);
  });

  it('does not cover a group by the unit that it stands in, as a unit does not reach its members', () => {
    expect(found(AccessList.ALLOWED, ['Desks', 'Cleo', 'Guests'])).toEqual(['COVERED Cleo Desks']);
  });

  it('covers but one of two groups that contain each other', () => {
    expect(found(AccessList.ALLOWED, ['Ring 1', 'Ring 2'])).toEqual(['COVERED Ring 2 Ring 1']);
    expect(found(AccessList.ALLOWED, ['Ring 2', 'Eve'])).toEqual(['COVERED Eve Ring 2']);
  });

  it('does not count a user or an empty group as covering itself', () => {
    expect(found(AccessList.CREATORS, ['Ann', 'Contact'])).toEqual([]);
    expect(found(AccessList.CREATORS, ['Nobody'])).toEqual(['EMPTY Nobody']);
  });

  it('tells of missing entries and empty groups, whatever the list, and not of people who are disabled', () => {
    expect(found(AccessList.DENIED, ['Nobody', 'Contact', 'Off', 'Gone'])).toEqual([
      'EMPTY Nobody',
      'COVERED Contact Nobody',
      'MISSING Gone',
    ]);
  });

  it('has nothing to say of a principal that is newer than the index', () => {
    expect(found(AccessList.ALLOWED, ['Nobody who was described'])).toEqual([]);
  });
});

describe('A wall', () => {
  it('shadows entries of which everything is denied, by whatever entries', () => {
    expect(found(AccessList.ALLOWED, ['Staff', 'Sales', 'Ann'], { denied: ['Sales'] })).toEqual([
      'COVERED Sales Staff',
      'SHADOWED Sales Sales',
      'COVERED Ann Staff',
    ]);
    expect(found(AccessList.MEMBERS, ['Guests', 'Bob'], { denied: ['Dan', 'Desks', 'Staff'] })).toEqual([
      'SHADOWED Guests Desks',
      'SHADOWED Bob Staff',
    ]);
  });

  it('names the denied entry that reaches all of an entry, where there is one', () => {
    expect(found(AccessList.MEMBERS, ['Sales'], { denied: ['Bob', 'Staff'] })).toEqual(['SHADOWED Sales Staff']);
    expect(found(AccessList.MEMBERS, ['Guests'], { denied: ['Desks', 'Guests'] })).toEqual(['SHADOWED Guests Guests']);
  });

  it('shadows no group of which some members are denied', () => {
    expect(found(AccessList.MEMBERS, ['Staff'], { denied: ['Ann', 'Bob', 'Sales'] })).toEqual([]);
    expect(found(AccessList.MEMBERS, ['Guests'], { denied: ['Desks'] })).toEqual([]);
  });

  it('shadows nothing of the denied members themselves', () => {
    expect(found(AccessList.DENIED, ['Staff', 'Cleo'], { denied: ['Staff', 'Cleo'] })).toEqual([]);
  });

  it('tells of entries of rooms, and of creators, that it does not let in any more', () => {
    const outside = ['OUTSIDE_WALL Cleo', 'OUTSIDE_WALL Dan'];
    for (const list of [AccessList.CREATORS, AccessList.MEMBERS, AccessList.PRESENTERS]) {
      expect(found(list, ['Ann', 'Cleo', 'Dan'], { allowed: ['Staff'] })).toEqual(outside);
    }
    expect(found(AccessList.ALLOWED, ['Ann', 'Cleo', 'Dan'], { allowed: [] })).toEqual([]);
  });

  it('does not tell of a group outside that reaches somebody inside', () => {
    expect(found(AccessList.MEMBERS, ['Staff', 'Guests'], { allowed: ['Bob'] })).toEqual(['OUTSIDE_WALL Guests']);
  });

  it('tells what is denied from what is not allowed', () => {
    expect(found(AccessList.MEMBERS, ['Ann', 'Dan'], { allowed: ['Staff'], denied: ['Guests'] })).toEqual([
      'SHADOWED Dan Guests',
    ]);
  });
});

describe('A room without a manager', () => {
  it('is one whose managers reach no active user inside the wall', () => {
    expect(found(AccessList.MANAGERS, [])).toEqual(['NO_MANAGER']);
    expect(found(AccessList.MANAGERS, ['Off', 'Contact'])).toEqual(['NO_MANAGER']);
    expect(found(AccessList.MANAGERS, ['Ann'], { allowed: ['Sales'] })).toEqual(['NO_MANAGER', 'OUTSIDE_WALL Ann']);
    expect(found(AccessList.MANAGERS, ['Gone'])).toEqual(['NO_MANAGER', 'MISSING Gone']);
  });

  it('is none where a group leads to one', () => {
    expect(found(AccessList.MANAGERS, ['Staff'], { allowed: ['Bob'] })).toEqual([]);
  });
});
