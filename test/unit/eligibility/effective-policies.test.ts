import type { DecidingPolicy } from '../../../src/eligibility/effective-policies';
import { PolicyImpact } from '../../../src/eligibility/policy-impact';
import { SmallDirectory } from './small-directory';

const [GLOBAL, REDMOND, ON, OFF] = [1, 2, 3, 4];

const policies: DecidingPolicy[] = [
  { id: GLOBAL, scope: 'GLOBAL', siteKey: null, enables: true },
  { id: REDMOND, scope: 'SITE', siteKey: 'redmond', enables: false },
  { id: ON, scope: 'USER', siteKey: null, enables: true },
  { id: OFF, scope: 'USER', siteKey: null, enables: false },
];

/** By what each user has: a policy granted or not, at a site with a policy or without one. */
const people = {
  Any: {},
  AnyOn: { policy: ON },
  AnyOff: { policy: OFF },
  Red: { site: 'Redmond' },
  RedOn: { site: 'REDMOND', policy: ON },
  RedOff: { site: 'Redmond', policy: OFF },
  Atl: { site: 'Atlanta' },
  AtlOff: { site: 'Atlanta', policy: OFF },
};
const unable = {
  Disabled: { enabled: false },
  Gone: { missing: true, policy: ON },
  Silent: { sip: null },
};
const directory = new SmallDirectory({ ...people, ...unable, Staff: { members: ['Any'] } }, policies);
const { index } = directory;

/** The names of those who gain and who lose Persistent Chat. */
function impactOf(change: (before: typeof index.policies) => typeof index.policies) {
  const { gained, lost } = new PolicyImpact(index, change(index.policies));
  return { gained: directory.namesOf(gained), lost: directory.namesOf(lost) };
}

it('takes the policy granted before that of the site, and that before the global one', () => {
  expect(directory.namesOf(index.mayEnterAtAll)).toEqual(['Any', 'AnyOn', 'Atl', 'RedOn']);
});

it('knows the users who are active, whatever their policies', () => {
  expect(directory.namesOf(index.activeUsers)).toEqual(Object.keys(people).sort());
});

it('enables nothing where even the global policy is not known', () => {
  const without = new SmallDirectory({ Ann: {} }, []);
  expect(without.index.mayEnterAtAll.size).toBe(0);
});

describe('a change of policies', () => {
  it('of the global one concerns those who have no other', () => {
    expect(impactOf((before) => before.with({ ...policies[0]!, enables: false }))).toEqual({
      gained: [],
      lost: ['Any', 'Atl'],
    });
  });

  it('of a site concerns those there who have none granted', () => {
    expect(impactOf((before) => before.with({ ...policies[1]!, enables: true }))).toEqual({
      gained: ['Red'],
      lost: [],
    });
    expect(impactOf((before) => before.without(REDMOND))).toEqual({ gained: ['Red'], lost: [] });
  });

  it('that makes one of a site takes its users from the global one', () => {
    const made = { id: 0, scope: 'SITE', siteKey: 'atlanta', enables: false };
    expect(impactOf((before) => before.with(made))).toEqual({ gained: [], lost: ['Atl'] });
    const elsewhere = { ...made, siteKey: 'nowhere' };
    expect(impactOf((before) => before.with(elsewhere))).toEqual({ gained: [], lost: [] });
  });

  it('of one that is granted concerns those who have it', () => {
    expect(impactOf((before) => before.with({ ...policies[3]!, enables: true }))).toEqual({
      gained: ['AnyOff', 'AtlOff', 'RedOff'],
      lost: [],
    });
  });

  it('that removes one lets them fall back to that of the site, else to the global one', () => {
    expect(impactOf((before) => before.without(OFF))).toEqual({ gained: ['AnyOff', 'AtlOff'], lost: [] });
    expect(impactOf((before) => before.without(ON))).toEqual({ gained: [], lost: ['RedOn'] });
  });

  it('that makes one that is granted to nobody concerns nobody', () => {
    const made = { id: 0, scope: 'USER', siteKey: null, enables: false };
    expect(impactOf((before) => before.with(made))).toEqual({ gained: [], lost: [] });
  });

  it('that grants one concerns whom it makes a difference for, and nobody who could not enter anyway', () => {
    const all = directory.ids(...Object.keys(people), ...Object.keys(unable), 'Staff', 'Unknown');
    expect(impactOf((before) => before.withGrant(OFF, all))).toEqual({
      gained: [],
      lost: ['Any', 'AnyOn', 'Atl', 'RedOn'],
    });
    expect(impactOf((before) => before.withGrant(ON, all))).toEqual({
      gained: ['AnyOff', 'AtlOff', 'Red', 'RedOff'],
      lost: [],
    });
    expect(impactOf((before) => before.withGrant(null, all))).toEqual({
      gained: ['AnyOff', 'AtlOff'],
      lost: ['RedOn'],
    });
  });

  it('can be one after the other, and leaves the policies of the index as they are', () => {
    const both = impactOf((before) =>
      before
        .with({ ...policies[0]!, enables: false })
        .withGrant(ON, directory.ids('Atl'))
        .without(OFF),
    );
    expect(both).toEqual({ gained: [], lost: ['Any'] });
    expect(impactOf((before) => before)).toEqual({ gained: [], lost: [] });
  });

  it('has a digest that tells who gains and who loses, by id', () => {
    const digestOf = (of: SmallDirectory, ...names: string[]) =>
      new PolicyImpact(of.index, of.index.policies.withGrant(OFF, of.ids(...names))).digestInput();
    const renamed = new SmallDirectory({ Zoe: people.Any, AnyOn: people.AnyOn }, policies);
    expect(digestOf(directory, 'Any')).toEqual(digestOf(renamed, 'Zoe'));
    expect(digestOf(directory, 'Any').lost).not.toBe(digestOf(directory, 'AnyOn').lost);
    expect(digestOf(directory, 'Any').gained).toBe(digestOf(directory, 'AnyOn').gained);
  });
});

it('tells whether a user would be enabled at another site, who is new too', () => {
  const at = (site: string | null, name?: string) =>
    index.policies.enabledIfAt(site, name === undefined ? undefined : index.ordinalOf(directory.id(name)));
  expect([at(null, 'Red'), at('redmond', 'Any'), at('nowhere', 'Any'), at('redmond', 'AnyOn')]).toEqual([
    true,
    false,
    true,
    true,
  ]);
  expect([at(null), at('redmond')]).toEqual([true, false]);
});
