import type { ChangeService } from './changes/change.service';
import type { Config } from './config';
import { ComplianceConfiguration } from './features/compliance/compliance-configuration.entity';
import { Configuration } from './features/configuration/configuration.entity';
import { Policy } from './features/policy/policy.entity';
import { ApplyTopologyService } from './features/topology/applying/apply-topology.service';
import { TopologyPlanner } from './features/topology/applying/topology-planner';
import type { Holdings } from './features/topology/holdings';

const CONFIGURATIONS = { type: 'Configuration', one: 'configuration', many: 'configurations', table: 'configurations' };
const COMPLIANCE = {
  type: 'ComplianceConfiguration',
  one: 'compliance configuration',
  many: 'compliance configurations',
  table: 'compliance_configurations',
};
const ENDPOINTS = { type: 'Endpoint', one: 'endpoint', many: 'endpoints', table: 'endpoints' };

/** What the features have in sites, pools and SIP domains, which stay as long as it is there. */
const HOLDINGS: Holdings = {
  sites: [
    { type: 'Policy', one: 'policy', many: 'policies', table: 'policies', owner: 'site_id' },
    { ...CONFIGURATIONS, owner: 'site_id' },
    { ...COMPLIANCE, owner: 'site_id' },
  ],
  pools: [
    { type: 'Category', one: 'category', many: 'categories', table: 'categories', owner: 'pool_id' },
    { type: 'Room', one: 'room', many: 'rooms', table: 'rooms', owner: 'pool_id' },
    { type: 'Addin', one: 'add-in', many: 'add-ins', table: 'addins', owner: 'pool_id' },
    { ...ENDPOINTS, owner: 'pool_id' },
    { ...CONFIGURATIONS, owner: 'pool_id' },
    { ...COMPLIANCE, owner: 'pool_id' },
  ],
  sipDomains: [{ ...ENDPOINTS, owner: "SUBSTR(sip_key, INSTR(sip_key, '@') + 1)" }],
};

export function composeTopology({ topology }: Config, changes: ChangeService): ApplyTopologyService {
  return new ApplyTopologyService(
    changes,
    new TopologyPlanner(HOLDINGS, [Policy, Configuration, ComplianceConfiguration]),
    topology,
  );
}
