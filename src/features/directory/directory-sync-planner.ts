import { digest } from '../../changes/digest';
import type { FieldChange } from '../../changes/field-change';
import type { PlannedInvitations } from '../../changes/plan';
import { newInvitations } from '../../changes/new-invitations';
import type { ChangeWarning } from '../../changes/warning';
import { ChangeSequence } from '../../database/change-sequence.entity';
import type { Store } from '../../database/store';
import type { DirectoryDifference } from '../../directory/sync/directory-difference';
import { directoryChangeImpact } from '../../eligibility/directory-change/directory-change-impact';
import type { VanishingDenials } from '../../eligibility/directory-change/past-denials';
import type { EligibilityIndexHolder } from '../../eligibility/eligibility-index.holder';
import type { DirectoryEntryChange } from './directory-entry-change';
import { excessiveLosses } from './directory-stops';
import type { AccessFigures, DirectorySyncReport } from './directory-sync-report';
import { type NamedLetThrough, PeopleLetThrough } from './let-through';
import { stagedDigest } from './staged-digest';
import { stagedEntries } from './staged-entries';
import { groupsWithOtherMembers } from './staged-memberships';
import { syncChanges } from './sync-changes';

/** What a sync that is prepared would do. */
export interface PlannedSync {
  /** The version of the directory, with its policies, that it was worked out on. */
  directory: number;
  report: DirectorySyncReport;
  /** The first of each effect, by display name. */
  entries: DirectoryEntryChange[];
  letThrough: readonly NamedLetThrough[];
  /** To be kept with the change. */
  vanishing: readonly VanishingDenials[];
  invitations: PlannedInvitations[];
  warnings: ChangeWarning[];
  changes: FieldChange[];
  /** Tells it from every other plan; left out where nobody is to confirm it. */
  digest?: string;
}

/** Works out what a sync that is prepared would do, and what stops it. */
export class DirectorySyncPlanner {
  constructor(
    private readonly store: Store,
    private readonly index: EligibilityIndexHolder,
    /** In percent. */
    readonly maxLoss: number,
  ) {}

  /** @param isBinding whether the plan is to be told from every other, down to the last entry */
  async plan(difference: DirectoryDifference, isBinding: boolean): Promise<PlannedSync> {
    const { eligibility: directory } = await this.store.read.findOneByOrFail(ChangeSequence, { id: 1 });
    if (difference.isNothing) {
      const nothing = { entries: [], letThrough: [], vanishing: [], invitations: [], warnings: [], changes: [] };
      return { directory, report: reportOf(difference), ...nothing };
    }
    const { gained, lost, invited, letThrough, vanishing } = await directoryChangeImpact(
      this.store.read,
      await this.index.current(directory),
    );
    const people = await PeopleLetThrough.of(this.store.read, letThrough);
    // On the connection that writes: sorting a large directory would hold the main thread of the embedded store.
    const [entries, groups, staged] = await this.store.write(async (tx) => [
      await stagedEntries(tx),
      await groupsWithOtherMembers(tx),
      isBinding ? await stagedDigest(tx) : undefined,
    ]);
    const { invitations, warnings } = newInvitations(invited);
    const found = reportOf(difference);
    const report = {
      ...found,
      gained,
      lost,
      invited: invited.figures,
      letThroughCount: people.total,
      letThrough: [...people.kept],
      warnings: [...found.warnings, ...warnings.map(({ code, message }) => ({ code, count: 1, examples: [message] }))],
      stops: [...excessiveLosses(difference, this.maxLoss), ...people.stops],
    };
    return {
      directory,
      report,
      entries,
      letThrough: people.named,
      vanishing,
      invitations,
      warnings,
      changes: syncChanges(report.figures, entries, groups, people.named),
      digest: staged && digest({ staged, gained, lost, letThrough }),
    };
  }
}

const NO_ACCESS: AccessFigures = { users: 0, rooms: 0, pairs: 0 };

function reportOf({ figures, skipped, warnings }: DirectoryDifference): DirectorySyncReport {
  const nobody = { gained: NO_ACCESS, lost: NO_ACCESS, invited: NO_ACCESS, letThroughCount: 0, letThrough: [] };
  return { figures, ...nobody, skipped, warnings, stops: [] };
}
