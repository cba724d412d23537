import { type Sql, and } from '../database/sql';
import { isInsideWall, isListed } from './access-entry.conditions';
import { AccessList } from './access-entry.entity';
import type { AccessSubject } from './access-subject';

/** Conditions on the categories table, which the statement calls `category`. */

/** The categories whose wall the principal is inside: its creators among them, as nobody outside can be one. */
export function mayFindCategory(category: string, subject: AccessSubject): Sql {
  return isInsideWall(`${category}.id`, subject);
}

export function mayCreateIn(category: string, subject: AccessSubject): Sql {
  return and([
    isListed(`${category}.id`, [AccessList.CREATORS], subject.ancestorIds),
    mayFindCategory(category, subject),
  ]);
}
