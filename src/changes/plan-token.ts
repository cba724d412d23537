import { digest } from './digest';

/** The parts of a plan that its token tells apart where it holds no more. */
export interface PlanParts {
  store: unknown;
  operation: unknown;
  input: unknown;
  caller: unknown;
  /** All that would come of it. */
  outcome: unknown;
}

/** When a plan was made, and of how much. */
export interface PlanMoment {
  /** The number of the last change before it. */
  change: number;
  /** The number of the last change of the directory or of policies before it. */
  directory: number;
  /** How many things it is about. */
  things: number;
}

/** What of a request is another than the plan was made for; `TOKEN` where it is no token of a plan. */
export type ForeignPart = 'TOKEN' | 'STORE' | 'OPERATION' | 'INPUT' | 'CALLER';

const FOREIGN = [
  ['store', 'STORE'],
  ['operation', 'OPERATION'],
  ['input', 'INPUT'],
  ['caller', 'CALLER'],
] as const;

/** Enough to tell one from another; what a plan is held to is the digest of all. */
const SHORT = 6;

/** What a plan is known by: a digest of it all, which alone decides, and what tells why another is not the same. */
export class PlanToken {
  private readonly parts: Record<keyof PlanParts, string>;

  constructor(
    parts: PlanParts,
    readonly moment: PlanMoment,
  ) {
    const digested = Object.entries(parts).map(([name, part]) => [name, digest(part)]);
    this.parts = Object.fromEntries(digested) as Record<keyof PlanParts, string>;
  }

  /** `DIGEST.CHANGE.DIRECTORY.THINGS.PARTS` */
  get text(): string {
    const { change, directory, things } = this.moment;
    const parts = FOREIGN.map(([name]) => this.parts[name].slice(0, SHORT)).join('');
    return [this.digest, change, directory, things, parts].join('.');
  }

  /** Whether a token is of the same plan. */
  isOf(token: string): boolean {
    return token.split('.', 1)[0] === this.digest;
  }

  /** Which part of the plan of a token is another; else when that was made. */
  compare(token: string): ForeignPart | PlanMoment {
    const match = /^[\w-]{43}\.(\d{1,15})\.(\d{1,15})\.(\d{1,15})\.([\w-]+)$/.exec(token);
    if (!match) return 'TOKEN';
    const theirs = match[4]!;
    const isOther = ([name]: (typeof FOREIGN)[number], i: number) =>
      !theirs.startsWith(this.parts[name].slice(0, SHORT), i * SHORT);
    const foreign = FOREIGN.find(isOther);
    const [change, directory, things] = match.slice(1, 4).map(Number) as [number, number, number];
    return foreign ? foreign[1] : { change, directory, things };
  }

  private get digest(): string {
    return digest(this.parts);
  }
}
