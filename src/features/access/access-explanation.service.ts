import { principalById, principalByIdentity } from '../../directory/principal.loaders';
import type { Principal } from '../../directory/principal.entity';
import { AccessList } from '../../eligibility/access-entry.entity';
import type { AccessFacts, DecidingList } from '../../eligibility/access-facts';
import { type ReasonedStep, reasoning } from '../../eligibility/access-reasoning';
import { AccessCheck } from '../../eligibility/access-reason';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { ShortestPaths } from '../../eligibility/shortest-paths';
import { ErrorCode, GatewayError } from '../../errors';
import type { RequestContext } from '../../graphql/context';
import { namedBy } from '../../graphql/target';
import type { Room } from '../room/room.entity';
import type { RoomService } from '../room/room.service';
import { AccessExplanation, AccessStep, type ReachingEntry } from './access-explanation';
import type { ExplainAccessArgs } from './explain-access.args';

/** The checks that look at a list. */
const LIST_OF: Partial<Record<AccessCheck, DecidingList>> = {
  DENIED: AccessList.DENIED,
  ALLOWED: AccessList.ALLOWED,
  MEMBERS: AccessList.MEMBERS,
  PRESENTERS: AccessList.PRESENTERS,
  MANAGERS: AccessList.MANAGERS,
};

const OF_CATEGORY: readonly AccessList[] = [AccessList.DENIED, AccessList.ALLOWED];

/** Tells callers why somebody may do something in a room, or may not, as far as they may know of it. */
export class AccessExplanationService {
  constructor(
    private readonly rooms: RoomService,
    private readonly eligibility: EligibilityService,
  ) {}

  async explain(context: RequestContext, args: ExplainAccessArgs): Promise<AccessExplanation> {
    const { action } = args;
    const [whose, where] = await inOrder(this.principal(context, args), this.room(context, args));
    await this.checkMayAsk(context, whose, where);
    const facts = await this.eligibility.facts(context, whose.id, where.id);
    if (!facts) throw notFound('room', where.name, 'room');
    const { allowed, steps, deciding } = reasoning(facts, action);
    const explanation = Object.assign(new AccessExplanation(), {
      facts,
      principal: whose,
      room: where,
      action,
      allowed,
    });
    const told = steps.map(stepsOf(explanation, context.actor.principalId === null));
    return Object.assign(explanation, { steps: told, deciding: told[steps.indexOf(deciding)]! });
  }

  private async principal(
    context: RequestContext,
    { principal: identity, principalId: id }: ExplainAccessArgs,
  ): Promise<Principal> {
    const name = namedBy('Principal', { identity, id }, '', { identity: 'principal', id: 'principalId' });
    if ('identity' in name)
      return context.the(principalByIdentity).load({ identity: name.identity, parameter: 'principal' });
    const found = await context.the(principalById).load(name.id);
    if (!found) throw notFound('principal', id!, 'principalId');
    return found;
  }

  private async room(context: RequestContext, { room: identity, roomId: id }: ExplainAccessArgs): Promise<Room> {
    const name = namedBy('Room', { identity, id }, '', { identity: 'room', id: 'roomId' });
    const visible = await this.rooms.visible(context, this.eligibility.for(context), 'thing');
    if ('identity' in name) return this.rooms.named(context.read, name.identity, 'room', visible);
    const [found] = await this.rooms.byIds(context.read, [name.id], visible);
    if (!found) throw notFound('room', id!, 'roomId');
    return found;
  }

  /** Administrators and viewers ask of anybody, users of themselves, and of others where they manage the room or create in its category. */
  private async checkMayAsk(context: RequestContext, principal: Principal, room: Room): Promise<void> {
    if (context.actor.principalId !== principal.id) await this.rooms.checkMayDrawFor(context, room);
  }
}

/** Waits for both; where both fail, it is always the first that is told of. */
async function inOrder<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return [await first, await second];
}

function notFound(noun: string, name: string, parameter: string): GatewayError {
  return new GatewayError(ErrorCode.NOT_FOUND, `There is no ${noun} "${name}".`, { parameter });
}

function stepsOf(explanation: AccessExplanation, seesWall: boolean): (step: ReasonedStep) => AccessStep {
  const { facts } = explanation;
  const paths = new ShortestPaths(facts.principal.id, facts.edges);
  return (step) => {
    const list = LIST_OF[step.check];
    const isHidden = !list || (!seesWall && OF_CATEGORY.includes(list));
    const reaching = isHidden ? null : entriesOf(facts, list, paths);
    return Object.assign(new AccessStep(), { ...step, explanation, reaching });
  };
}

function entriesOf({ reaching }: AccessFacts, list: DecidingList, paths: ShortestPaths): ReachingEntry[] {
  return reaching[list]
    .map((principalId) => ({ principalId, steps: paths.to(principalId) }))
    .sort((a, b) => a.steps.length - b.steps.length);
}
