import { takeSequence } from '../../../src/database/change-sequence';
import { insertInChunks } from '../../../src/database/insert-in-chunks';
import type { Store } from '../../../src/database/store';
import { Principal } from '../../../src/directory/principal.entity';
import { AccessEntry, AccessList } from '../../../src/eligibility/access-entry.entity';
import { EligibilityIndexHolder } from '../../../src/eligibility/eligibility-index.holder';
import { EligibilityService } from '../../../src/eligibility/eligibility.service';
import { RoomRole } from '../../../src/eligibility/room-role';
import { RequestContext } from '../../../src/graphql/context';
import { setGlobalPolicy } from '../../support/policies';
import { openTestStore, statementsOf } from '../../support/store';
import { principalRow } from './directory-rows';

const room = (id: number) => ({
  id,
  name: `Room ${id}`,
  categoryId: (id % 4) + 1,
  type: 'AUDITORIUM',
});

describe('Eligibility', () => {
  let store: Store;
  let service: EligibilityService;
  beforeAll(async () => {
    store = await openTestStore();
    await store.write(async (tx) => {
      await insertInChunks(
        tx,
        Principal,
        [1, 2, 3].map((id) => principalRow(id, {})),
      );
      const allowed = [1, 2, 3, 4].flatMap((ownerId) =>
        [1, 2].map((principalId) => ({ list: AccessList.ALLOWED, ownerId, principalId })),
      );
      const members = Array.from({ length: 50 }, (_, i) => ({
        list: AccessList.MEMBERS,
        ownerId: i + 1,
        principalId: 2 + (i % 2),
      }));
      await insertInChunks(tx, AccessEntry, [...allowed, ...members]);
      await takeSequence(tx, 1, 'directory');
      await setGlobalPolicy(tx, true);
    });
    const holder = new EligibilityIndexHolder(store);
    await holder.current(0);
    service = new EligibilityService(holder);
  });

  it.each([1, 50])('asks one statement for the eligible principals of %i rooms', async (count) => {
    const eligibility = service.within(store.read);
    const rooms = Array.from({ length: count }, (_, i) => room(i + 1));
    const statements = await statementsOf(store, async () => {
      const answers = await Promise.all(
        rooms.flatMap((each) => Object.values(RoomRole).map((role) => eligibility.eligibleFor(each, role))),
      );
      const sizes = answers.map(({ principals }) => principals.size);
      const [odd, even] = [
        [2, 2, 1],
        [2, 2, 0],
      ];
      expect(sizes).toEqual(rooms.flatMap(({ id }) => (id % 2 ? odd : even)));
    });
    expect(statements).toHaveLength(1);
  });

  it('works a wall out once in a request', async () => {
    const eligibility = service.within(store.read);
    const [first, second] = await Promise.all([eligibility.wall(1), eligibility.wall(1)]);
    expect(first).toBe(second);
    expect(await eligibility.wall(1)).toBe(first);
  });

  it('shares what is loaded within a request, until that forgets it', async () => {
    const context = new RequestContext('1', null, store.read);
    const eligibility = service.for(context);
    expect(service.for(context)).toBe(eligibility);
    context.forget();
    expect(service.for(context)).not.toBe(eligibility);
  });

  it('refuses to tell the presenters of a Normal room', async () => {
    const eligibility = service.within(store.read);
    await expect(eligibility.eligibleFor({ ...room(1), type: 'NORMAL' }, RoomRole.PRESENTER)).rejects.toMatchObject({
      message: '"Room 1" is a Normal room: only an auditorium has presenters.',
      extensions: { code: 'BAD_USER_INPUT', parameter: 'role' },
    });
  });

  it('knows of a subject who reaches it and whether it may enter at all', async () => {
    const eligibility = service.within(store.read);
    expect(await eligibility.subject(1)).toEqual({ ancestorIds: [1], mayEnterAtAll: true });
    expect(await eligibility.subject(77)).toEqual({ ancestorIds: [], mayEnterAtAll: false });
  });

  it('lets nobody enter whose policy does not enable Persistent Chat, and knows as before who is reached', async () => {
    await store.write((tx) => setGlobalPolicy(tx, false));
    expect(await service.within(store.read).subject(1)).toEqual({ ancestorIds: [1], mayEnterAtAll: false });
    await store.write((tx) => setGlobalPolicy(tx, true));
    expect(await service.within(store.read).subject(1)).toEqual({ ancestorIds: [1], mayEnterAtAll: true });
  });
});
