import { PrincipalKind } from '../../../src/directory/principal.entity';
import { Wall } from '../../../src/eligibility/wall';
import { SmallDirectory } from './small-directory';

const directory = new SmallDirectory({
  Staff: { members: ['Sales', 'Ann', 'Dan'] },
  Sales: { members: ['Bob', 'Silent'] },
  Guests: { members: ['Cleo', 'Dan'] },
  Contact: { kind: PrincipalKind.CONTACT, sip: 'sip:contact@fabrikam.com' },
  Ann: {},
  Bob: {},
  Cleo: {},
  Dan: {},
  Silent: { sip: null },
  Off: { enabled: false },
});

const wall = (allowed: string[], denied: string[] = []) =>
  new Wall(directory.index, { allowed: directory.ids(...allowed), denied: directory.ids(...denied) });

describe('Wall', () => {
  it('holds principals of every kind that are allowed', () => {
    expect(directory.namesOf(wall(['Staff', 'Contact', 'Off']).principals)).toEqual([
      'Ann',
      'Bob',
      'Contact',
      'Dan',
      'Off',
      'Sales',
      'Silent',
      'Staff',
    ]);
  });

  it('holds nobody where nobody is allowed', () => {
    expect(wall([]).principals.size).toBe(0);
    expect(wall(['Gone']).principals.size).toBe(0);
  });

  it('keeps out who is denied by any path, however many allow it', () => {
    expect(directory.namesOf(wall(['Staff', 'Dan'], ['Guests']).principals)).toEqual([
      'Ann',
      'Bob',
      'Sales',
      'Silent',
      'Staff',
    ]);
    expect(directory.namesOf(wall(['Sales'], ['Staff']).principals)).toEqual([]);
  });

  it('lets nobody enter whose policy does not enable Persistent Chat, and invites them all the same', () => {
    const split = new SmallDirectory({ Ann: {}, Bob: { site: 'Redmond' }, Staff: { members: ['Ann', 'Bob'] } }, [
      { id: 1, scope: 'GLOBAL', siteKey: null, enables: false },
      { id: 2, scope: 'SITE', siteKey: 'redmond', enables: true },
    ]);
    const staff = new Wall(split.index, { allowed: split.ids('Staff'), denied: [] });
    expect(split.namesOf(staff.principals)).toEqual(['Ann', 'Bob', 'Staff']);
    expect(split.namesOf(staff.entrants({ privacy: 'OPEN', disabled: false, members: [] }))).toEqual(['Bob']);
    expect(split.namesOf(staff.invitees([]))).toEqual(['Ann', 'Bob']);
    expect(split.namesOf(staff.invitees(split.ids('Ann')))).toEqual(['Ann']);
  });

  describe('entrants', () => {
    const staff = wall(['Staff', 'Contact', 'Off'], ['Bob']);
    const entrants = (privacy: string, members: string[], disabled = false) =>
      directory.namesOf(staff.entrants({ privacy, disabled, members: directory.ids(...members) }));

    it('are the users inside whom the directory lets enter, in an Open room', () => {
      expect(entrants('OPEN', [])).toEqual(['Ann', 'Dan']);
      expect(entrants('OPEN', ['Ann'])).toEqual(['Ann', 'Dan']);
    });

    it.each(['CLOSED', 'SECRET'])('are those among the members in a %s room', (privacy) => {
      expect(entrants(privacy, ['Guests', 'Bob'])).toEqual(['Dan']);
    });

    it('are all of them where nobody is listed, and none where only missing principals are', () => {
      expect(entrants('SECRET', [])).toEqual(['Ann', 'Dan']);
      expect(entrants('SECRET', ['Gone'])).toEqual([]);
    });

    it('are none in a disabled room', () => {
      expect(entrants('OPEN', [], true)).toEqual([]);
    });
  });

  it('takes presenters from those inside, narrowed to the members where there are any', () => {
    const staff = wall(['Staff'], ['Bob']);
    expect(directory.namesOf(staff.eligiblePresenters([]))).toEqual(['Ann', 'Dan', 'Sales', 'Silent', 'Staff']);
    expect(directory.namesOf(staff.eligiblePresenters(directory.ids('Sales', 'Cleo')))).toEqual(['Sales', 'Silent']);
  });

  it('tells who is outside, and which entries deny it', () => {
    const staff = wall(['Staff'], ['Guests', 'Dan', 'Bob']);
    expect(staff.exclusions(directory.ids('Ann', 'Dan', 'Sales', 'Cleo', 'Off', 'Gone'))).toEqual([
      { principalId: directory.id('Dan'), deniedBy: directory.ids('Guests', 'Dan') },
      { principalId: directory.id('Cleo'), deniedBy: directory.ids('Guests') },
      { principalId: directory.id('Off'), deniedBy: [] },
      { principalId: directory.id('Gone'), deniedBy: [] },
    ]);
  });
});
