/** What any error may say beside its message, as `extensions`. */
export interface CommonDetails {
  /** The path of the input at fault, such as `input.members.add[2]`. */
  parameter?: string;
  /** How many of the things of a change of many stood in its way. */
  failed?: number;
  /** The first ten of them; `parameter` is null where no input is at fault. */
  failures?: { identity: string; code: string; message: string; parameter: string | null }[];
}

/** What an error says beside, by its code. */
export interface ErrorDetails {
  BAD_USER_INPUT: WrongInput;
  NOT_FOUND: NothingFound;
  AMBIGUOUS_IDENTITY: SeveralFound;
  ALREADY_EXISTS: NoDetails;
  IN_USE: StillUsed;
  NOT_ELIGIBLE: OutsideEntry;
  CONFLICT: ChangedMeanwhile;
  PLAN_STALE: OvertakenPlan;
  UNAUTHENTICATED: NotSignedIn;
  FORBIDDEN: NoDetails;
  LIMIT_EXCEEDED: TooMuch;
  UNAVAILABLE: OutOfReach;
  INTERNAL_SERVER_ERROR: Masked;
  GRAPHQL_PARSE_FAILED: NoDetails;
  GRAPHQL_VALIDATION_FAILED: NoDetails;
  OPERATION_RESOLUTION_FAILURE: NoDetails;
}

type NoDetails = object;

interface WrongInput {
  /** Where a text of the input is wrong, such as a filter or an XSLT document. */
  position?: TextPosition;
  /** The SIP domains that the topology knows, where an address is of another. */
  known?: string[];
  /** Each mistake of the topology document, with its path. */
  mistakes?: string[];
  /** The directory file that is wrong. */
  file?: string;
  /** The line of it, from 1. */
  line?: number;
  /** The source of the directory that is wrong. */
  source?: string;
}

/** A place in a text. */
export interface TextPosition {
  /** In UTF-16 units, from 0. */
  offset: number;
  /** From 1. */
  line: number;
  /** In characters, from 1. */
  column: number;
}

interface NothingFound {
  /** Of changes to be followed: the number of the change that `after` is. */
  change?: number;
  /** The number of the last change that the store has, where `change` is beyond it. */
  last?: number;
  /** The number of the last change that was cleared away, where `change` is before it. */
  forgotten?: number;
}

interface SeveralFound {
  /** The first twenty things that the identity fits. */
  candidates: Candidate[];
}

/** One of the things that an ambiguous identity fits. */
export interface Candidate {
  /** The global id. */
  id: string;
  /** An identity that fits nothing else. */
  identity: string;
  /** Of principals and endpoints. */
  displayName?: string;
  /** Of principals: the `PrincipalKind`. */
  kind?: string;
  /** Of principals and endpoints; null where the principal has none. */
  sipAddress?: string | null;
}

interface StillUsed {
  /** What uses it, by type. */
  usedBy: Use[];
}

/** The things of one type that use something. */
export interface Use {
  /** The identity of what they use; left out where the input names but one thing. */
  of?: string;
  /** Their type in the graph, such as `Room`. */
  type: string;
  /** How many there are. */
  count: number;
  /** The first ten of them; none where they are only counted. */
  identities: string[];
}

interface OutsideEntry {
  /** The identity of the entry. */
  entry: string;
  /** Why it may not be listed. */
  reason: 'MISSING' | 'DENIED' | 'NOT_ALLOWED' | 'NOT_A_MEMBER';
  /** The entries that deny it; left out where the caller may not see them, and for NOT_A_MEMBER. */
  deniedBy?: string[];
}

interface ChangedMeanwhile {
  /** The thing as it is now, with its settings, where `expectedVersion` is another. */
  current?: { id: string; identity: string; version: number; updatedAt: Date; [setting: string]: unknown };
  /** The global id of the audit entry that stands in the way of an undoing. */
  changedBy?: string;
  /** What was changed since, where that stands in the way of an undoing; `changedBy` is null where nobody is known to have. */
  fields?: { path: string; present: unknown; changedBy: string | null }[];
  /** The codes of the warnings that stopped a sync of the directory. */
  stops?: string[];
  /** What that sync would have changed, counted. */
  figures?: object;
  /** The percentage of a source that a sync may take away. */
  limit?: number;
  /** The first ten whom that sync would have let through walls. */
  letThrough?: { principal: string; category: string; deniedBy: string[] }[];
  /** How many there are of them. */
  letThroughCount?: number;
}

interface OvertakenPlan {
  /** What is no longer as it was planned: the token is none; the store, the mutation, its input or its caller is another; things changed, others meet the conditions, the directory or the policies changed; or none of that is known, but the outcome is another. */
  moved: ('TOKEN' | 'STORE' | 'OPERATION' | 'INPUT' | 'CALLER' | 'THINGS' | 'SELECTION' | 'DIRECTORY' | 'OUTCOME')[];
  /** The first ten things that changed since, of those that the plan is about or rests on; `version` is null of what has none. */
  things?: { id: string; identity: string; version: number | null }[];
}

interface NotSignedIn {
  /** Whether there is no token or password, or none that holds, or one that did. */
  reason: 'MISSING' | 'INVALID' | 'EXPIRED';
}

interface TooMuch {
  /** The values that the operation may answer with. */
  cost?: number;
  /** How much is allowed of what there is too much of: values, aliases, tokens, levels of nesting, conditions, characters, or bytes of the body. */
  limit?: number;
  /** The seconds after which it may be tried again. */
  retryAfter?: number;
  /** Where a text of the input goes too far. */
  position?: TextPosition;
}

interface OutOfReach {
  /** The source of the directory. */
  source?: string;
  /** The server of that source, where one is meant. */
  server?: string;
  /** The directory file. */
  file?: string;
}

interface Masked {
  /** What the log has the failure under. */
  requestId: string;
}
