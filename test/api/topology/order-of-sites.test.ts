import { TestOrganisation } from '../../support/described-organisation';
import { operate, revert } from '../revert/undo';

const SITES = ['Echo', 'École', 'Xanten'];
const PLACES = SITES.map((name) => `site:${name}`);

let organisation: TestOrganisation;
beforeEach(async () => {
  organisation = await TestOrganisation.start({ directory: {}, pools: {}, sites: SITES.toReversed() });
});

async function listed(field: string, shown = 'identity'): Promise<string[]> {
  const found = await organisation.data<Record<string, { nodes: { shown: string }[] }>>(
    `{ ${field} { nodes { shown: ${shown} } } }`,
  );
  return found[field]!.nodes.map((node) => node.shown);
}

it('is that of base letters', async () => {
  expect(await listed('sites', 'name')).toEqual(['Echo', 'École', 'Redmond', 'Xanten']);
});

it.each([
  ['policies', 'newPolicy'],
  ['configurations', 'newConfiguration'],
  ['complianceConfigurations', 'newComplianceConfiguration'],
])('is that of what is set for them, too: %s', async (field, mutation) => {
  for (const identity of PLACES.toReversed()) await operate(organisation, mutation, { identity });
  expect(await listed(field)).toEqual(['global', ...PLACES]);
});

it('finds the place of what was removed before it was kept, and is there again', async () => {
  for (const identity of PLACES) await operate(organisation, 'newPolicy', { identity });
  const operation = await operate(organisation, 'removePolicy', { identity: 'site:École' });
  await organisation.gateway.store.write(async (tx) => {
    const [{ removed_row: kept }] = await tx.query<[{ removed_row: string }]>(
      'SELECT removed_row FROM audit_entries WHERE operation_id = ?',
      [operation],
    );
    const { sortKey, ...before } = JSON.parse(kept) as Record<string, unknown>;
    expect(sortKey).toBe('site:ecole\u0001site:école');
    await tx.query('UPDATE audit_entries SET removed_row = ? WHERE operation_id = ?', [
      JSON.stringify(before),
      operation,
    ]);
  });
  await revert(organisation, { operation });
  expect(await listed('policies')).toEqual(['global', ...PLACES]);
});
