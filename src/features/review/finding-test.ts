import type { EntityManager } from 'typeorm';

import { raw, sql, type Sql } from '../../database/sql';
import type { ListFinding } from '../../eligibility/review/list-finding';
import { pages, ROWS_PER_TURN } from '../../eligibility/row-pages';
import { ErrorCode, GatewayError } from '../../errors';
import type { RequestContext } from '../../graphql/context';
import { checkNesting, type Filter, refuseNull } from '../../graphql/filter';
import type { EnumFilter } from '../../graphql/filter.inputs';
import type { CategoryFilter } from '../category/category.filter';
import type { PrincipalFilter } from '../principal/principal.filter';
import type { RoomFilter } from '../room/room.filter';
import type { AccessFindingFilter } from './access-finding.filter';

/** Whether a finding meets the conditions of a filter. */
export type FindingTest = (finding: ListFinding) => boolean;

/** What the filters of findings are made of. */
export interface FindingFilters {
  categories: Filter<CategoryFilter>;
  rooms: Filter<RoomFilter>;
  principals: Filter<PrincipalFilter>;
}

/** Conditions on things are looked up in the store before findings are held to them: each costs some statements. */
const MOST_LOOKUPS = 20;

/** Makes tests of filters: findings are in no table, so the ids of the things that they are about are held to those that meet the conditions. */
export class FindingTests {
  constructor(private readonly filters: FindingFilters) {}

  /**
   * @param manager looks up the things
   * @param path where the filter stands in the input
   */
  async test(
    context: RequestContext,
    manager: EntityManager,
    where: AccessFindingFilter | null | undefined,
    path: string,
  ): Promise<FindingTest> {
    return where ? new Compilation(this.filters, context, manager).all(where, path, 0) : () => true;
  }
}

/** The making of one test. */
class Compilation {
  private lookups = 0;

  constructor(
    private readonly filters: FindingFilters,
    private readonly context: RequestContext,
    private readonly manager: EntityManager,
  ) {}

  async all(where: AccessFindingFilter, path: string, depth: number): Promise<FindingTest> {
    checkNesting(where, path, depth);
    const tests: FindingTest[] = [];
    for (const [field, conditions] of Object.entries(where)) {
      refuseNull(conditions, `${path}.${field}`);
      tests.push(await this.field(field as keyof AccessFindingFilter, where, `${path}.${field}`, depth));
    }
    return (finding) => tests.every((test) => test(finding));
  }

  private async field(
    field: keyof AccessFindingFilter,
    where: AccessFindingFilter,
    path: string,
    depth: number,
  ): Promise<FindingTest> {
    const { filters } = this;
    switch (field) {
      case 'and':
      case 'or': {
        const tests: FindingTest[] = [];
        for (const [i, each] of where[field]!.entries()) tests.push(await this.all(each, `${path}[${i}]`, depth + 1));
        if (field === 'and') return (finding) => tests.every((test) => test(finding));
        return (finding) => tests.some((test) => test(finding));
      }
      case 'not': {
        const test = await this.all(where.not!, path, depth + 1);
        return (finding) => !test(finding);
      }
      case 'kind':
        return oneOf((finding) => finding.kind, where.kind!, path);
      case 'list':
        return oneOf((finding) => finding.list, where.list!, path);
      case 'category':
        return this.among(
          ({ categoryId }) => categoryId,
          'categories',
          path,
          (alias) => filters.categories.compile(this.context, where.category, alias, path),
        );
      case 'room':
        return this.among(
          ({ roomId }) => roomId,
          'rooms',
          path,
          (alias) => filters.rooms.compile(this.context, where.room, alias, path),
        );
      case 'principal':
        return this.among(
          ({ principalId }) => principalId,
          'principals',
          path,
          (alias) => filters.principals.compile(this.context, where.principal, alias, path),
        );
    }
  }

  /** The test whether the thing that a finding is about is one of those of a table that meet a condition. */
  private async among(
    idOf: (finding: ListFinding) => number | null,
    table: string,
    path: string,
    compile: (alias: string) => Promise<Sql>,
  ): Promise<FindingTest> {
    if (++this.lookups > MOST_LOOKUPS) {
      const message = `The filter has more than ${MOST_LOOKUPS} conditions on categories, rooms and principals.`;
      throw new GatewayError(ErrorCode.LIMIT_EXCEEDED, message, { parameter: path, limit: MOST_LOOKUPS });
    }
    const condition = await compile('thing');
    const page = (last?: { id?: unknown }) =>
      sql`SELECT thing.id FROM ${raw(table)} thing WHERE thing.id > ${last?.id ?? 0} AND ${condition}
        ORDER BY thing.id LIMIT ${ROWS_PER_TURN}`;
    const ids = new Set<number | null>();
    for await (const rows of pages(this.manager, ROWS_PER_TURN, page)) for (const { id } of rows) ids.add(Number(id));
    return (finding) => ids.has(idOf(finding));
  }
}

function oneOf<E>(valueOf: (finding: ListFinding) => E, conditions: EnumFilter<E>, path: string): FindingTest {
  for (const [operator, value] of Object.entries(conditions)) refuseNull(value, `${path}.${operator}`);
  const { eq, ne, in: among } = conditions;
  return (finding) => {
    const value = valueOf(finding);
    return (eq === undefined || value === eq) && (ne === undefined || value !== ne) && (among?.includes(value) ?? true);
  };
}
