import { trailOf } from '../../support/bulk';
import { ApplyScene, told } from './apply-scene';

const KINDS = ['Policy', 'Configuration', 'ComplianceConfiguration'];

it('renames what is called after a site whose name is written in another case, each with its audit entry', async () => {
  const { organisation, ...scene } = await calledAfterRedmond();
  const called = async () => {
    const list = (name: string) => `${name}(filter: "site:*") { nodes { identity version site { name } } }`;
    const lists = ['policies', 'configurations', 'complianceConfigurations'].map(list);
    return Object.values(await organisation.data<Record<string, unknown>>(`{ ${lists.join(' ')} }`));
  };
  const each = (identity: string, version: number, name: string) =>
    KINDS.map(() => ({ nodes: [{ identity, version, site: { name } }] }));

  await scene.apply({ whatIf: true });
  expect(await called()).toEqual(each('site:Redmond', 1, 'Redmond'));

  const query = `mutation { applyTopology(input: { idempotencyKey: "again" }) {
    operationId parts { type identity effect changes { path before after added { identity } removed { identity } } }
  } }`;
  const { applyTopology } = await organisation.data<{
    applyTopology: Parameters<typeof told>[0] & { operationId: string };
  }>(query);
  expect(told(applyTopology)[0]).toEqual(['CHANGED Site Redmond', 'name: Redmond > REDMOND']);
  expect(await called()).toEqual(each('site:REDMOND', 2, 'REDMOND'));
  const trail = await trailOf(organisation, applyTopology.operationId);
  expect(trail.filter(({ identity }) => identity === 'site:Redmond')).toEqual(
    KINDS.map((nodeType) => ({
      operation: 'applyTopology',
      nodeType,
      identity: 'site:Redmond',
      changes: [{ path: 'identity', before: 'site:Redmond', after: 'site:REDMOND' }],
    })),
  );
  // A retry tells of the parts of the topology alone, too.
  expect(await organisation.data(query)).toEqual({ applyTopology });
});

/** An organisation with what is called after its site, which its document writes in another case. */
async function calledAfterRedmond(): Promise<Pick<ApplyScene, 'organisation' | 'apply'>> {
  const scene = await ApplyScene.start();
  const inputs = ['newPolicy', 'newConfiguration', 'newComplianceConfiguration'];
  for (const mutation of inputs)
    await scene.organisation.data(`mutation { ${mutation}(input: { identity: "site:redmond" }) { operationId } }`);
  scene.document((document) => (document.sites[0]!.name = 'REDMOND'));
  return { organisation: scene.organisation, apply: (input) => scene.apply(input) };
}
