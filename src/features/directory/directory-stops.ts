import { type ChangeWarning, WarningCode } from '../../changes/warning';
import type { DirectoryDifference } from '../../directory/sync/directory-difference';

/**
 * What of a sync goes beyond what it may take away, each in a sentence.
 *
 * @param maxLoss percent of the principals, and of the memberships, that the sources had
 */
export function excessiveLosses({ figures, before, sources }: DirectoryDifference, maxLoss: number): ChangeWarning[] {
  const names = sources.map(({ name }) => `"${name}"`).join(' and ');
  const stop = (code: WarningCode, what: string, lost: number, had: number): ChangeWarning[] => {
    if (lost * 100 <= had * maxLoss) return [];
    const percent = Number(((lost / had) * 100).toFixed(2));
    const message =
      `Of the ${had} ${what} of ${names}, ${lost} (${percent} %) are taken away: ` +
      `more than the ${maxLoss} % that DIRECTORY_MAX_LOSS allows.`;
    return [{ code, message }];
  };
  return [
    ...stop(WarningCode.PRINCIPALS_LOST, 'principals', figures.missing, before.principals),
    ...stop(WarningCode.MEMBERSHIPS_LOST, 'memberships', figures.membershipsRemoved, before.memberships),
  ];
}
