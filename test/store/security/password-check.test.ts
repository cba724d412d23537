import type { Store } from '../../../src/database/store';
import { Principal } from '../../../src/directory/principal.entity';
import { DirectorySourceState } from '../../../src/directory/sync/directory-source-state.entity';
import { ErrorCode, GatewayError } from '../../../src/errors';
import { type Claim, PasswordCheck, type PasswordSource } from '../../../src/security/password-check';
import { openTestStore } from '../../support/store';

const kensGuid = '150f337c-9957-4fbc-be0c-e0b53445e7b5';

/** What a directory was asked. */
interface Asked {
  guid: string;
  password: string;
}

let store: Store;
let sourceIds: Map<string, number>;

beforeAll(async () => {
  store = await openTestStore();
  await store.write(async (tx) => {
    for (const name of ['litware', 'contoso', 'partners']) {
      await tx.insert(DirectorySourceState, { name, netbiosNames: {}, linksFollowMoves: true });
    }
  });
  const states = await store.read.find(DirectorySourceState);
  sourceIds = new Map(states.map(({ name, id }) => [name, id]));
});

/** A directory that knows Ken's password, and keeps what it was asked. */
class Directory implements PasswordSource {
  readonly asked: Asked[] = [];
  down: GatewayError | null = null;

  constructor(readonly name: string) {}

  async admits(guid: string, password: string): Promise<boolean> {
    this.asked.push({ guid, password });
    if (this.down) throw this.down;
    return guid === kensGuid && password === 'right';
  }
}

function directories() {
  const [litware, contoso] = [new Directory('litware'), new Directory('contoso')];
  const check = new PasswordCheck([litware, contoso]);
  return { litware, contoso, admits: (claim: Claim) => check.admits(store.read, claim) };
}

const principalOf = (source: string): Principal =>
  Object.assign(new Principal(), { id: 1, guid: kensGuid, sourceId: sourceIds.get(source) ?? null });
const claimOf = (source: string, others: Partial<Claim> = {}): Claim => ({
  identity: 'Ken Myer',
  password: 'right',
  principal: principalOf(source),
  eligible: true,
  ...others,
});
const unknown = (identity: string): Claim => ({ identity, password: 'right', principal: null, eligible: false });
const randomText = expect.stringMatching(/^(?!150f337c)[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
const nobody = { guid: randomText, password: randomText };

it('asks the source that has the user, and no other', async () => {
  const { litware, contoso, admits } = directories();
  expect(await admits(claimOf('litware'))).toBe(true);
  expect(await admits(claimOf('litware', { password: 'wrong' }))).toBe(false);
  expect(litware.asked).toEqual([
    { guid: kensGuid, password: 'right' },
    { guid: kensGuid, password: 'wrong' },
  ]);
  expect(contoso.asked).toEqual([]);
});

it('asks the same source for somebody who is not there, without the password, where the user may not sign in', async () => {
  const { litware, contoso, admits } = directories();
  expect(await admits(claimOf('litware', { eligible: false }))).toBe(false);
  expect(litware.asked).toEqual([nobody]);
  expect(contoso.asked).toEqual([]);
});

it.each(['partners', 'of an earlier version'])(
  'asks one source for nobody where that of the user is %s',
  async (source) => {
    const { litware, contoso, admits } = directories();
    expect(await admits(claimOf(source))).toBe(false);
    expect([...litware.asked, ...contoso.asked]).toEqual([nobody]);
  },
);

it('asks the same one source each time for an identity that nobody has, and all have their share', async () => {
  const { litware, contoso, admits } = directories();
  for (let i = 0; i < 20; i += 1) {
    const before = [litware.asked.length, contoso.asked.length];
    for (const identity of [`User ${i}`, `user ${i}`, `USER ${i}`]) expect(await admits(unknown(identity))).toBe(false);
    const more = [litware.asked.length - before[0]!, contoso.asked.length - before[1]!];
    expect(more.sort()).toEqual([0, 3]);
  }
  expect(litware.asked.length).toBeGreaterThan(0);
  expect(contoso.asked.length).toBeGreaterThan(0);
});

it('says of a source that is down nothing that tells which it is', async () => {
  const { litware, admits } = directories();
  const down = new GatewayError(ErrorCode.UNAVAILABLE, '"ldap://dc1" is down.', { source: 'litware' });
  litware.down = down;
  const failure = { message: "The directory can't be asked at present; try again later.", cause: down };
  await expect(admits(claimOf('litware'))).rejects.toMatchObject(failure);
  await expect(admits(claimOf('litware', { eligible: false }))).rejects.toMatchObject(failure);
  await expect(admits(claimOf('litware'))).rejects.toHaveProperty('extensions', { code: 'UNAVAILABLE' });
  expect(await admits(claimOf('contoso'))).toBe(true);
});

it('lets nobody in where no source knows passwords', async () => {
  const check = new PasswordCheck([]);
  expect(await check.admits(store.read, claimOf('litware'))).toBe(false);
  expect(await check.admits(store.read, unknown('ghost'))).toBe(false);
});
