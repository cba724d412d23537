import { type ChangeWarning, WarningCode } from '../../changes/warning';
import type { DirectoryDifference, Loss } from '../../directory/sync/directory-difference';

/**
 * What of a sync goes beyond what it may take away of any one source, each in a sentence.
 *
 * @param maxLoss percent of the principals, and of the memberships, that a source had
 */
export function excessiveLosses({ losses }: DirectoryDifference, maxLoss: number): ChangeWarning[] {
  return losses.flatMap(({ source, principals, memberships }) => {
    const whose = source === null ? 'without a source' : `of "${source}"`;
    const stop = (code: WarningCode, what: string, { had, lost }: Loss): ChangeWarning[] => {
      if (lost * 100 <= had * maxLoss) return [];
      const percent = Number(((lost / had) * 100).toFixed(2));
      const message =
        `Of the ${had} ${what} ${whose}, ${lost} (${percent} %) are taken away: ` +
        `more than the ${maxLoss} % that DIRECTORY_MAX_LOSS allows.`;
      return [{ code, message }];
    };
    return [
      ...stop(WarningCode.PRINCIPALS_LOST, 'principals', principals),
      ...stop(WarningCode.MEMBERSHIPS_LOST, 'memberships', memberships),
    ];
  });
}
