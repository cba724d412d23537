import { ChangeService } from '../../../src/changes/change.service';
import type { PlannedInvitations } from '../../../src/changes/plan';
import { RequestContext } from '../../../src/graphql/context';
import { Role } from '../../../src/security/access-token.entity';
import { openTestStore } from '../../support/store';

describe('the token of a plan', () => {
  let tokenOf: (invitations: PlannedInvitations[]) => Promise<string>;

  beforeAll(async () => {
    const store = await openTestStore();
    const actor = {
      tokenId: null,
      principalId: null,
      name: 'Tester',
      role: Role.ADMINISTRATOR,
      tokenExpiresAt: new Date(),
    };
    const context = new RequestContext('request', actor, store.read);
    const changes = new ChangeService(store);
    tokenOf = async (invitations) => {
      const { plan } = await changes.make(context, {
        operation: 'setRoom',
        input: { whatIf: true },
        plan: async () => ({
          things: [{ type: 'Room', id: 1, identity: 'pool\\room', version: 1, changes: [{ path: 'members' }] }],
          warnings: [],
          invitations,
          write: async () => [1],
        }),
      });
      return plan!;
    };
  });

  it('stays when people who are invited change places, as by a new display name', async () => {
    const token = await tokenOf([{ roomId: 1, principalIds: [2, 10] }]);
    expect(await tokenOf([{ roomId: 1, principalIds: [10, 2] }])).toBe(token);
  });

  it('tells who is invited, and where to', async () => {
    const tokens = [
      await tokenOf([{ roomId: 1, principalIds: [2, 10] }]),
      await tokenOf([{ roomId: 1, principalIds: [2] }]),
      await tokenOf([{ roomId: 2, principalIds: [2, 10] }]),
      await tokenOf([]),
    ];
    expect(new Set(tokens).size).toBe(4);
  });
});
