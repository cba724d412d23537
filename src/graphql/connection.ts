import { type FieldNode, Kind, type SelectionNode } from 'graphql';
import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';

import { ErrorCode, GatewayError } from '../errors';
import { Parameter } from './cmdlet';

const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 500;

const FIRST = 'How many from the start, at most 500; 50 where neither `first` nor `last` is given.';

@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, { nullable: true, description: FIRST })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many from the end, at most 500.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes before this cursor.' })
  before?: string | null;
}

/** The arguments of a connection that stands in for a cmdlet with a `ResultSize`. */
@ArgsType()
export class ResultSizeArgs extends ConnectionArgs {
  @Parameter('ResultSize')
  @Field(() => Int, { nullable: true, description: FIRST })
  declare first?: number | null;
}

/** Which part of a list is wanted. */
export interface PageRequest {
  size: number;
  backward: boolean;
  after: string | null;
  before: string | null;
}

/** Checks the arguments of a connection. */
export function pageRequest({ first, last, after, before }: ConnectionArgs): PageRequest {
  const refuse = (parameter: string, message: string) =>
    new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter });
  for (const [parameter, size] of Object.entries({ first, last })) {
    if (typeof size === 'number' && size < 0)
      throw refuse(parameter, `"${parameter}" is ${size}; it can't be negative.`);
    if (typeof size === 'number' && size > LARGEST_PAGE) {
      throw refuse(parameter, `"${parameter}" is ${size}; a page has at most ${LARGEST_PAGE} entries.`);
    }
  }
  if (typeof first === 'number' && typeof last === 'number') {
    throw refuse('last', 'Give "first" or "last", not both.');
  }
  return {
    size: first ?? last ?? DEFAULT_PAGE,
    backward: typeof last === 'number',
    after: after ?? null,
    before: before ?? null,
  };
}

/** Counting a list takes a statement that may look at every row of it. */
const COUNT_COST = 25;

/** What a connection costs: its page size times what is selected of each entry, and no less than its count. */
export function connectionComplexity(cost: { args: ConnectionArgs; childComplexity: number; node: FieldNode }): number {
  const { args, childComplexity, node } = cost;
  const isCount = (selection: SelectionNode) => selection.kind === Kind.FIELD && selection.name.value === 'totalCount';
  const { selections } = node.selectionSet!;
  if (selections.every(isCount)) return COUNT_COST;
  const page = 1 + Math.max(0, args.first ?? args.last ?? DEFAULT_PAGE) * Math.max(1, childComplexity);
  return selections.some(isCount) ? Math.max(COUNT_COST, page) : page;
}

/** What a list without pages costs: as much as a usual page of it. */
export function listComplexity({ childComplexity }: { childComplexity: number }): number {
  return DEFAULT_PAGE * childComplexity;
}

@ObjectType({ description: 'Where a page stands in its list (Relay).' })
export class PageInfo {
  @Field({ description: 'Whether more comes after the page.' })
  hasNextPage: boolean;

  @Field({ description: 'Whether more comes before the page.' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first entry; null for an empty page.' })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last entry; null for an empty page.' })
  endCursor: string | null;
}

/** An entry of a page; its place becomes a cursor where that is shown. */
export class Entry<T> {
  constructor(
    readonly node: T,
    private readonly place: () => string,
  ) {}

  get cursor(): string {
    return this.place();
  }
}

/** One page, in the order of the list. */
export interface Page<T> {
  entries: { readonly node: T; readonly cursor: string }[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/** A page and a count, each fetched when it is first asked for, and once. */
export class Connection<T> {
  private loaded?: Promise<Page<T>>;
  private counted?: Promise<number>;

  constructor(
    private readonly load: () => Promise<Page<T>>,
    private readonly count: () => Promise<number>,
  ) {}

  get totalCount(): Promise<number> {
    return (this.counted ??= this.count());
  }

  get edges(): Promise<Page<T>['entries']> {
    return this.page.then((page) => page.entries);
  }

  get nodes(): Promise<T[]> {
    return this.page.then((page) => page.entries.map((entry) => entry.node));
  }

  get pageInfo(): Promise<PageInfo> {
    return this.page.then(({ entries, hasNextPage, hasPreviousPage }) => ({
      hasNextPage,
      hasPreviousPage,
      startCursor: entries[0]?.cursor ?? null,
      endCursor: entries.at(-1)?.cursor ?? null,
    }));
  }

  private get page(): Promise<Page<T>> {
    return (this.loaded ??= this.load());
  }
}

/** Declares the connection and edge types of a node type, and returns the former. */
export function connectionOf(node: ClassType): ClassType {
  @ObjectType(`${node.name}Edge`, { description: `An entry of a list of \`${node.name}\`, with its place.` })
  class Edge {
    @Field(() => node, { description: 'The entry itself.' })
    node: object;

    @Field({ description: 'Its place in the list, for `after` and `before`.' })
    cursor: string;
  }

  @ObjectType(`${node.name}Connection`, { description: `A page of a list of \`${node.name}\`.` })
  class DeclaredConnection {
    @Field(() => [Edge], { description: 'The entries of the page with their cursors.' })
    edges: Edge[];

    @Field(() => [node], { description: 'The entries of the page.' })
    nodes: object[];

    @Field(() => PageInfo, { description: 'Where the page stands in the list.' })
    pageInfo: PageInfo;

    @Field(() => Int, { description: 'How many entries the whole list has; counted only where it is selected.' })
    totalCount: number;
  }

  return DeclaredConnection;
}
