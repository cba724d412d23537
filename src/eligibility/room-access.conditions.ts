import { NONE, type Sql, and, idList, not, or, raw, sql } from '../database/sql';
import type { AccessAction } from './access-action';
import { isInsideWall, isListEmpty, isListed } from './access-entry.conditions';
import { AccessList } from './access-entry.entity';
import type { AccessSubject } from './access-subject';

/** Conditions on the rooms table, which the statement calls `room`: the rooms in which a principal may do something. */

/** What it may manage; what is shown to everybody inside the wall; and the Secret rooms that it may enter. */
export function mayFind(room: string, subject: AccessSubject): Sql {
  const isShown = sql`${raw(room)}.privacy <> ${'SECRET'}`;
  const entered = subject.mayEnterAtAll ? isMember(room, subject) : NONE;
  return and([
    isInsideWall(`${room}.category_id`, subject),
    or([isManager(room, subject), and([isEnabled(room), or([isShown, entered])])]),
  ]);
}

export function mayEnter(room: string, subject: AccessSubject): Sql {
  if (!subject.mayEnterAtAll) return NONE;
  return and([isEnabled(room), isInsideWall(`${room}.category_id`, subject), letsIn(room, subject)]);
}

/** Whoever enters posts, in an auditorium its presenters alone. */
export function mayPost(room: string, subject: AccessSubject): Sql {
  const isPresenter = isListed(`${room}.id`, [AccessList.PRESENTERS], subject.ancestorIds);
  return and([mayEnter(room, subject), or([not(isAuditorium(room)), isPresenter])]);
}

export function mayManage(room: string, subject: AccessSubject): Sql {
  return and([isManager(room, subject), isInsideWall(`${room}.category_id`, subject)]);
}

/** Of which it may see what others may do there: it manages the room, or creates in its category. */
export function mayDrawFor(room: string, subject: AccessSubject): Sql {
  const categoryId = `${room}.category_id`;
  const isCreator = isListed(categoryId, [AccessList.CREATORS], subject.ancestorIds);
  return and([isInsideWall(categoryId, subject), or([isManager(room, subject), isCreator])]);
}

/** The auditoriums in which it is a presenter with effect: an eligible one. */
export function presents(room: string, subject: AccessSubject): Sql {
  return and([
    isAuditorium(room),
    isListed(`${room}.id`, [AccessList.PRESENTERS], subject.ancestorIds),
    isInsideWall(`${room}.category_id`, subject),
    isMember(room, subject),
  ]);
}

/** The rooms in which a principal may do something: the same as who may in each of them (`principalsWho`). */
export const ROOMS_WHERE: Record<AccessAction, (room: string, subject: AccessSubject) => Sql> = {
  ENTER: mayEnter,
  POST: mayPost,
  FIND: mayFind,
  MANAGE: mayManage,
};

/** An empty list of members stands for everybody inside the wall. */
function isMember(room: string, { ancestorIds }: AccessSubject): Sql {
  return or([isListEmpty(room, AccessList.MEMBERS), isListed(`${room}.id`, [AccessList.MEMBERS], ancestorIds)]);
}

/** An Open room, or one of which it is a member: as one set of ids, so that the stores look at these rooms alone, each kind by an index. */
function letsIn(room: string, { ancestorIds }: AccessSubject): Sql {
  return sql`${raw(room)}.id IN (SELECT entered.id FROM (
    SELECT id FROM rooms WHERE lists_members = ${0}
    UNION ALL SELECT id FROM rooms WHERE lists_members = ${1} AND privacy = ${'OPEN'}
    UNION ALL SELECT owner_id FROM access_entries
      WHERE principal_id IN (${idList(ancestorIds)}) AND list = ${AccessList.MEMBERS}) entered)`;
}

function isManager(room: string, { ancestorIds }: AccessSubject): Sql {
  return isListed(`${room}.id`, [AccessList.MANAGERS], ancestorIds);
}

function isAuditorium(room: string): Sql {
  return sql`${raw(room)}.type = ${'AUDITORIUM'}`;
}

function isEnabled(room: string): Sql {
  return sql`${raw(room)}.disabled = ${0}`;
}
