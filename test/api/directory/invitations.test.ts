import { Invitation } from '../../../src/changes/invitation.entity';
import { Principal } from '../../../src/directory/principal.entity';
import { AccessEntry, AccessList } from '../../../src/eligibility/access-entry.entity';
import { Category } from '../../../src/features/category/category.entity';
import { DirectorySync } from '../../../src/features/directory/directory-sync.entity';
import { DirectorySyncState } from '../../../src/features/directory/directory-sync.enums';
import { RoomInvitations } from '../../../src/features/room/room.enums';
import { Room } from '../../../src/features/room/room.entity';
import { DirectoryScene } from './scene';
import { type Domain, litware, without } from './two-domains';

let scene: DirectoryScene;
beforeAll(async () => {
  scene = await DirectoryScene.start();
});

/** The group Empty is allowed in the category too, and a member of the room Board; everybody is of the Lobby. */
beforeEach(async () => {
  await scene.reset();
  await scene.store.write(async (tx) => {
    await tx.query('DELETE FROM invitations');
    const { id: principalId } = await tx.findOneByOrFail(Principal, { displayName: 'Empty' });
    const { id: categoryId } = await tx.findOneByOrFail(Category, { name: 'Deals' });
    const { id: roomId } = await tx.findOneByOrFail(Room, { name: 'Board' });
    await tx.insert(AccessEntry, { list: AccessList.ALLOWED, ownerId: categoryId, principalId });
    await tx.insert(AccessEntry, { list: AccessList.MEMBERS, ownerId: roomId, principalId });
    await tx.update(Category, { id: categoryId }, { invitations: true });
  });
});

interface Answer {
  syncDirectory: {
    plan: string | null;
    invitedCount: number;
    warnings: { code: string; message: string }[];
    report: { invited: { users: number; rooms: number; pairs: number } };
  };
}

async function sync(input: object = {}): Promise<Answer['syncDirectory']> {
  const document = `mutation Sync($input: SyncDirectoryInput!) { syncDirectory(input: $input) {
    plan invitedCount warnings { code message } report { invited { users rooms pairs } } } }`;
  return (await scene.data<Answer>(document, { input })).syncDirectory;
}

interface AuditEntries {
  auditEntries: {
    nodes: { invitations: { count: number; room: { name: string }; users: { nodes: { displayName: string }[] } }[] }[];
  };
}

/** Whom the last sync invited, by the names of rooms. */
async function invited(): Promise<Record<string, string[]>> {
  const { auditEntries } = await scene.data<AuditEntries>(`{
    auditEntries(where: { operation: { eq: "syncDirectory" } }, first: 1) { nodes {
      invitations { count room { name } users(first: 10) { nodes { displayName } } } } } }`);
  return Object.fromEntries(
    auditEntries.nodes[0]!.invitations.map(({ count, room, users: { nodes } }) => {
      expect(count).toBe(nodes.length);
      return [room.name, nodes.map(({ displayName }) => displayName)];
    }),
  );
}

/** The directory with one more in each of the groups, who may be new to it. */
const joined = (members: Record<string, string>, domain: Domain = litware): Domain => ({
  ...domain,
  ...Object.fromEntries(Object.values(members).map((name) => [name, domain[name] ?? {}])),
  ...Object.fromEntries(
    Object.entries(members).map(([group, name]) => [group, { members: [...domain[group]!.members!, name] }]),
  ),
});

describe('a sync that brings users among the members of rooms', () => {
  it('invites them: new ones, and those who join a group that is allowed or a member', async () => {
    scene.domains.write({
      litware: joined({ Empty: 'User 001' }, joined({ Empty: 'User 050' }, joined({ Staff: 'Dan' }))),
    });
    const answer = await sync();
    expect(answer).toEqual({
      ...{ plan: null, warnings: [], invitedCount: 3 },
      report: { invited: { users: 3, rooms: 2, pairs: 4 } },
    });
    expect(await invited()).toEqual({ Lobby: ['Dan', 'User 050'], Board: ['User 001', 'User 050'] });
  });

  it('invites who is back', async () => {
    scene.domains.write({ litware: without(litware, 'User 001') });
    expect(await sync()).toMatchObject({ invitedCount: 0, report: { invited: { users: 0, rooms: 0, pairs: 0 } } });
    expect(await invited()).toEqual({});

    scene.domains.write({});
    expect(await sync()).toMatchObject({ invitedCount: 1, report: { invited: { users: 1, rooms: 1, pairs: 1 } } });
    expect(await invited()).toEqual({ Lobby: ['User 001'] });
  });

  it('invites nobody who only has another title, or is let in by no list', async () => {
    scene.domains.write({ litware: { ...joined({ Juniors: 'Dan' }), 'User 001': { title: 'Head' }, Eve: {} } });
    expect((await sync()).invitedCount).toBe(0);
    expect(await invited()).toEqual({});
  });

  it('invites nobody to a room that has invitations off, itself or by its category', async () => {
    scene.domains.write({ litware: joined({ Empty: 'User 050' }) });
    await scene.store.write((tx) => tx.update(Room, { name: 'Lobby' }, { invitations: RoomInvitations.FALSE }));
    await sync();
    expect(await invited()).toEqual({ Board: ['User 050'] });

    scene.domains.write({ litware: joined({ Empty: 'User 051' }, joined({ Empty: 'User 050' })) });
    await scene.store.write((tx) => tx.update(Category, { name: 'Deals' }, { invitations: false }));
    expect((await sync()).invitedCount).toBe(0);
    expect(await invited()).toEqual({});
  });

  it('tells beforehand how many, and does not hold to a plan that would invite others', async () => {
    scene.domains.write({ litware: joined({ Empty: 'User 050' }) });
    const { plan, invitedCount } = await sync({ whatIf: true });
    expect(invitedCount).toBe(1);
    expect(await scene.store.read.count(Invitation)).toBe(0);

    await scene.store.write((tx) => tx.update(Room, { name: 'Lobby' }, { invitations: RoomInvitations.FALSE }));
    const { errors } = await scene.gateway.graphql(
      'mutation ($plan: String) { syncDirectory(input: { confirm: $plan }) { invitedCount } }',
      { plan },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'PLAN_STALE' } }]);
    expect(await scene.store.read.count(Invitation)).toBe(0);

    const again = await sync({ whatIf: true });
    expect(await sync({ confirm: again.plan })).toMatchObject({ invitedCount: 1 });
    expect(await invited()).toEqual({ Board: ['User 050'] });
  });

  it('tells a retry how many it invited', async () => {
    scene.domains.write({ litware: joined({ Empty: 'User 050' }) });
    const input = { idempotencyKey: 'once' };
    expect((await sync(input)).invitedCount).toBe(1);
    expect((await sync(input)).invitedCount).toBe(1);
    expect(await scene.store.read.count(Invitation)).toBe(2);
  });

  it('invites nobody, says so and does all else, where there are more than 1,000,000 pairs', async () => {
    const newcomers = Array.from({ length: 1_001 }, (_, i) => `New ${i}`);
    await scene.store.write(async (tx) => {
      const { id: _id, ...lobby } = await tx.findOneByOrFail(Room, { name: 'Lobby' });
      const rooms = Array.from({ length: 999 }, (_, i) => ({ ...lobby, name: `Room ${i}`, nameKey: `room ${i}` }));
      await tx.insert(Room, rooms);
    });
    const staff = { members: [...litware.Staff!.members!, ...newcomers] };
    scene.domains.write({
      litware: { ...litware, ...Object.fromEntries(newcomers.map((name) => [name, {}])), Staff: staff },
    });
    const code = 'NOBODY_INVITED';
    const message =
      'Nobody is invited: 1001 users would be to 1000 rooms, in more than 1,000,000 invitations together.';
    expect(await sync()).toEqual({
      plan: null,
      invitedCount: 0,
      warnings: [{ code, message }],
      report: { invited: { users: 1001, rooms: 1000, pairs: 1_001_000 } },
    });
    const { report } = await scene.store.read.findOneByOrFail(DirectorySync, { state: DirectorySyncState.SUCCEEDED });
    expect(report!.warnings).toEqual([{ code, count: 1, examples: [message] }]);
    expect(await invited()).toEqual({});
    expect(await scene.present()).toContain('New 1000');
  });
});
