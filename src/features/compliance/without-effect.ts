import { fewWarnings } from '../../changes/bulk/few-warnings';
import { type ChangeWarning, WarningCode } from '../../changes/warning';
import type { ComplianceConfiguration } from './compliance-configuration.entity';

type Columns = Partial<ComplianceConfiguration>;

/** What is said and yet comes to nothing, of configurations as they would be once `columns` are written. */
export function withoutEffect(
  configurations: readonly Pick<ComplianceConfiguration, 'identity' | 'adapterType' | 'adapterOutputDirectory'>[],
  columns: Columns,
): ChangeWarning[] {
  const messages = configurations.flatMap(({ identity, adapterType, adapterOutputDirectory }) => {
    if (adapterType === null) return asksForRecords(columns) ? [nothingRecorded(identity)] : [];
    return adapterOutputDirectory === null ? [nowhereToWrite(identity)] : [];
  });
  return fewWarnings(messages.map((message) => ({ code: WarningCode.WITHOUT_EFFECT, message })));
}

function asksForRecords({ adapterType: _type, ...others }: Columns): boolean {
  return Object.values(others).some((value) => value !== null && value !== false);
}

function nothingRecorded(identity: string): string {
  return `Nothing is recorded by ${identity}, whatever else it says, as long as it has no adapterType.`;
}

function nowhereToWrite(identity: string): string {
  return `The adapter of ${identity} has nowhere to write to as long as it has no adapterOutputDirectory.`;
}
