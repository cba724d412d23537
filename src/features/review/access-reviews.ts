import type { EntityManager } from 'typeorm';

import { rowsOf } from '../../database/rows';
import { sql, type Sql } from '../../database/sql';
import type { Eligibility } from '../../eligibility/eligibility';
import { type AccessReview, reviewAccess } from '../../eligibility/review/access-review';

/** What is reviewed: all of a pool, or a category with its rooms. */
export type ReviewedThing = { poolId: number } | { categoryId: number };

interface KeptReview {
  what: string;
  /** The number of the last change before it. */
  last: number;
  review: Promise<AccessReview>;
}

/** Makes reviews, and keeps the last one until something changes: whoever pages through it doesn't wait again and again. */
export class AccessReviews {
  private kept?: KeptReview;

  /** A review of what is committed. */
  async of(manager: EntityManager, eligibility: Eligibility, thing: ReviewedThing): Promise<AccessReview> {
    const what = JSON.stringify(thing);
    const last = await lastChange(manager);
    const { kept } = this;
    if (kept?.what === what && kept.last === last) return kept.review;
    const made: KeptReview = { what, last, review: this.make(manager, eligibility, thing) };
    this.kept = made;
    // What changed while it was made may be in it in part.
    const isStale = made.review.then(async () => (await lastChange(manager)) !== last);
    if (await isStale.catch(() => true)) this.forget(made);
    return made.review;
  }

  private async make(manager: EntityManager, eligibility: Eligibility, thing: ReviewedThing): Promise<AccessReview> {
    return reviewAccess(manager, await eligibility.index(), scopeOf(thing));
  }

  private forget(review: KeptReview): void {
    if (this.kept === review) this.kept = undefined;
  }
}

function scopeOf(thing: ReviewedThing): Sql {
  return 'poolId' in thing ? sql`category.pool_id = ${thing.poolId}` : sql`category.id = ${thing.categoryId}`;
}

async function lastChange(manager: EntityManager): Promise<number> {
  const [row] = await rowsOf(manager, sql`SELECT last FROM change_sequence WHERE id = 1`);
  return Number(row!.last);
}
