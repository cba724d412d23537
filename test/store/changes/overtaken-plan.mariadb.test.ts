import { AuditEntry } from '../../../src/changes/audit-entry.entity';
import { takeSequence } from '../../../src/database/change-sequence';
import { ChangeSequence } from '../../../src/database/change-sequence.entity';
import { ChangeService } from '../../../src/changes/change.service';
import { RequestContext } from '../../../src/graphql/context';
import { Role } from '../../../src/security/access-token.entity';
import { openTestStore } from '../../support/store';

/** On SQLite nobody can come between: writers take turns. */
describe('a change that is overtaken between plan and commit', () => {
  it.each([
    ['a sync of the directory', 'directory'],
    ['a change of policies', 'policies'],
  ] as const)('by %s is planned again on what is known by then, and committed once', async (_what, of) => {
    const store = await openTestStore();
    const actor = {
      tokenId: null,
      principalId: null,
      name: 'Tester',
      role: Role.ADMINISTRATOR,
      tokenExpiresAt: new Date(),
    };
    const context = new RequestContext('request', actor, store.read);
    const plannedOn: number[] = [];
    const remembered = new Set<object>();
    const memory = () => ({});

    await new ChangeService(store).make(context, {
      operation: 'setRoom',
      input: {},
      plan: async ({ manager }) => {
        remembered.add(context.the(memory));
        const { eligibility } = await manager.findOneByOrFail(ChangeSequence, { id: 1 });
        plannedOn.push(eligibility);
        return {
          things: [{ type: 'Room', id: 1, identity: 'pool\\room', version: 1, changes: [{ path: 'name' }] }],
          warnings: [],
          directory: eligibility,
          write: async () => {
            if (plannedOn.length === 1) await store.write((tx) => takeSequence(tx, 1, of));
            return [1];
          },
        };
      },
    });

    expect(plannedOn).toEqual([0, 1]);
    expect(remembered.size).toBe(2);
    expect(await store.read.find(AuditEntry, { select: { id: true, identity: true } })).toMatchObject([
      { id: 2, identity: 'pool\\room' },
    ]);
  });
});
