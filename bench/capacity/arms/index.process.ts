import 'reflect-metadata';

import { openStore } from '../../../src/database/open-store';
import { AccessList } from '../../../src/eligibility/access-entry.entity';
import { AccessLists } from '../../../src/eligibility/access-lists';
import { Eligibility } from '../../../src/eligibility/eligibility';
import { EligibilityIndexHolder } from '../../../src/eligibility/eligibility-index.holder';
import { RoomRole } from '../../../src/eligibility/room-role';
import { Room } from '../../../src/features/room/room.entity';
import { clocked, FIRST, type Page, type TimedPage } from '../arm';

/** What it took to follow a change, in milliseconds. */
export interface Follow {
  /** What has changed is read from the store. */
  reading: number;
  /** The index alone. */
  step: number;
}

async function main(databaseUrl: string): Promise<void> {
  const store = await openStore(databaseUrl, { migrate: false });
  const holder = new EligibilityIndexHolder(store);
  await holder.current(0);
  const rooms = new Map((await store.read.find(Room)).map((room) => [room.id, room]));

  async function answered(page: Page): Promise<TimedPage> {
    const onPage = page.rooms.map((id) => rooms.get(id)!);
    const lists = new AccessLists(store.read);
    await Promise.all(
      onPage.flatMap(({ id, categoryId }) => [
        lists.load({ list: AccessList.MEMBERS, ownerId: id }),
        lists.load({ list: AccessList.ALLOWED, ownerId: categoryId }),
        lists.load({ list: AccessList.DENIED, ownerId: categoryId }),
      ]),
    );
    const eligibility = new Eligibility(holder, lists);
    const [milliseconds, answers] = await clocked(() =>
      Promise.all(
        onPage.map(async (room) => {
          const { index, principals } = await eligibility.eligibleFor(room, RoomRole.PRESENTER);
          const eligible = page.wildcard === null ? principals : principals.intersect(index.sipMatches(page.wildcard));
          return {
            totalCount: eligible.size,
            first: index.order.first(eligible, FIRST).map((ordinal) => index.idAt(ordinal)),
          };
        }),
      ),
    );
    return { milliseconds, answers };
  }

  let reading = 0;
  const query = store.read.query.bind(store.read);
  store.read.query = async <T>(...asked: Parameters<typeof query>) => {
    const [milliseconds, rows] = await clocked(() => query<T>(...asked));
    reading += milliseconds;
    return rows;
  };

  async function followed(version: number): Promise<Follow> {
    reading = 0;
    const [milliseconds] = await clocked(() => holder.current(version));
    return { reading, step: milliseconds - reading };
  }

  process.on('message', (asked: Page | number) => {
    void (typeof asked === 'number' ? followed(asked) : answered(asked)).then((said) => process.send!(said));
  });
  process.once('disconnect', () => void store.close().then(() => process.exit(0)));
  process.send!('ready');
}

void main(process.argv[2]!);
