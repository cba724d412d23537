import { inTurns } from '../../eligibility/in-turns';
import type { AccessReview } from '../../eligibility/review/access-review';
import { comparePlaces, type FindingPlace, type ListFinding, placeOf } from '../../eligibility/review/list-finding';
import { Connection, type ConnectionArgs, type Page, pageRequest } from '../../graphql/connection';
import { decodeCursor, encodeCursor } from '../../graphql/cursor';
import { cutPage } from '../../graphql/cut-page';
import { AccessFinding } from './access-finding';
import type { FindingTest } from './finding-test';

const LIST = 'accessFinding';
const KINDS = ['number', 'number', 'number', 'number', 'number', 'number'] as const;

/** Those findings of a review that pass a test. */
export class MatchingFindings {
  private constructor(
    private readonly review: AccessReview,
    /** Their places in the review, ascending. */
    private readonly rows: readonly number[],
  ) {}

  static async of(review: AccessReview, test: FindingTest): Promise<MatchingFindings> {
    return new MatchingFindings(review, await inTurns(passing(review, test)));
  }

  get length(): number {
    return this.rows.length;
  }

  at(i: number): ListFinding {
    return this.review.findings.at(this.rows[i]!);
  }

  *[Symbol.iterator](): Generator<ListFinding> {
    for (let i = 0; i < this.length; i++) yield this.at(i);
  }

  /** The first finding at a place or beyond it. */
  firstFrom(place: FindingPlace): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comparePlaces(placeOf(this.at(middle)), place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** @param find asked once, and only where the page or the count is selected */
export function findingConnection(
  args: ConnectionArgs,
  find: () => Promise<MatchingFindings>,
): Connection<AccessFinding> {
  const request = pageRequest(args);
  const [after, before] = [placeFrom(request.after, 'after'), placeFrom(request.before, 'before')];
  let finding: Promise<MatchingFindings> | undefined;
  const found = () => (finding ??= find());
  const load = async (): Promise<Page<AccessFinding>> => {
    const all = await found();
    let start = after ? all.firstFrom(after) : 0;
    if (after && start < all.length && comparePlaces(placeOf(all.at(start)), after) === 0) start++;
    const end = before ? all.firstFrom(before) : all.length;
    const count = Math.min(request.size + 1, Math.max(0, end - start));
    const first = request.backward ? end - count : start;
    const within = Array.from({ length: count }, (_, i) => all.at(first + i));
    const { kept, ...others } = cutPage(request, within);
    const entries = kept.map((each) => ({
      node: Object.assign(new AccessFinding(), each),
      cursor: encodeCursor(LIST, placeOf(each)),
    }));
    return { ...others, entries };
  };
  return new Connection(load, async () => (await found()).length);
}

function placeFrom(cursor: string | null, parameter: string): FindingPlace | null {
  return cursor === null ? null : decodeCursor(cursor, LIST, KINDS, parameter);
}

function* passing({ findings }: AccessReview, test: FindingTest): Generator<void, number[]> {
  const rows: number[] = [];
  for (let row = 0; row < findings.length; row++) {
    if (test(findings.at(row))) rows.push(row);
    yield;
  }
  return rows;
}
