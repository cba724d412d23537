import { ChangeService } from '../../../src/changes/change.service';
import { OnError } from '../../../src/changes/bulk/bulk.inputs';
import type { Plan, RefusedThing } from '../../../src/changes/plan';
import { ErrorCode, GatewayError } from '../../../src/errors';
import { RequestContext } from '../../../src/graphql/context';
import { Role } from '../../../src/security/access-token.entity';
import { openTestStore } from '../../support/store';

describe('the token of a plan', () => {
  let tokenOf: (plan: Partial<Plan>) => Promise<string>;

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
    tokenOf = async (planned) => {
      const { plan } = await changes.make(context, {
        operation: 'setRoom',
        input: { whatIf: true, onError: OnError.CONTINUE },
        plan: async () => ({
          things: [{ type: 'Room', id: 1, identity: 'pool\\room', version: 1, changes: [{ path: 'members' }] }],
          warnings: [],
          ...planned,
          write: async () => [1],
        }),
      });
      return plan!;
    };
  });

  it('stays when people who are invited change places, as by a new display name', async () => {
    const token = await tokenOf({ invitations: [{ roomId: 1, principalIds: [2, 10] }] });
    expect(await tokenOf({ invitations: [{ roomId: 1, principalIds: [10, 2] }] })).toBe(token);
  });

  it('tells who is invited, and where to', async () => {
    const tokens = [
      await tokenOf({ invitations: [{ roomId: 1, principalIds: [2, 10] }] }),
      await tokenOf({ invitations: [{ roomId: 1, principalIds: [2] }] }),
      await tokenOf({ invitations: [{ roomId: 2, principalIds: [2, 10] }] }),
      await tokenOf({ invitations: [] }),
    ];
    expect(new Set(tokens).size).toBe(4);
  });

  it('tells what is left out, and why', async () => {
    const refused = (id: number, message: string): RefusedThing => ({
      ...{ type: 'Room', id, identity: `pool\\room ${id}` },
      error: new GatewayError(ErrorCode.CONFLICT, message),
    });
    const tokens = [
      await tokenOf({ refused: [] }),
      await tokenOf({ refused: [refused(2, 'It is taken.')] }),
      await tokenOf({ refused: [refused(3, 'It is taken.')] }),
      await tokenOf({ refused: [refused(2, 'It is gone.')] }),
    ];
    expect(new Set(tokens).size).toBe(4);
  });

  it('tells what changes besides', async () => {
    const room = { type: 'Room', id: 2, identity: 'pool\\other', version: 1, changes: [{ path: 'addin' }] };
    const tokens = [
      await tokenOf({ besides: [] }),
      await tokenOf({ besides: [room] }),
      await tokenOf({ besides: [{ ...room, version: 2 }] }),
    ];
    expect(new Set(tokens).size).toBe(3);
  });
});
