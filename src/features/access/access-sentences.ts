import type { Principal } from '../../directory/principal.entity';
import type { AccessFacts } from '../../eligibility/access-facts';
import { AccessReason } from '../../eligibility/access-reason';

/** What a sentence tells of. */
export interface SentenceFacts extends Pick<AccessFacts, 'policy' | 'category' | 'room'> {
  principal: Pick<Principal, 'displayName' | 'kind'>;
  /** The entry that reaches the principal by the shortest way; null where there is none, or the caller may not see it. */
  nearest: Pick<Principal, 'displayName'> | null;
  /** Whether that is the principal itself. */
  isItself: boolean;
  entryCount: number;
}

/** What a check found, as a whole sentence, which tells also what it would take where it stands in the way. */
export function accessSentence(reason: AccessReason, facts: SentenceFacts): string {
  return SENTENCES[reason](facts);
}

const who = ({ principal }: SentenceFacts) => `"${principal.displayName}"`;
const room = (facts: SentenceFacts) => `the room "${facts.room.name}"`;
const category = (facts: SentenceFacts) => `the category "${facts.category.name}"`;
const kind = ({ principal }: SentenceFacts) => principal.kind.toLowerCase().replaceAll('_', ' ');
const article = (noun: string) => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

/** Such as `The member "Team" of the room "Lobby" reaches "Ann", and 2 more reach it`. */
function reached(noun: string, owner: string, facts: SentenceFacts): string {
  const { nearest, isItself, entryCount } = facts;
  if (!nearest) return `${who(facts)} is reached by the ${noun}s of ${owner}`;
  const others = entryCount - 1;
  const more = others > 0 ? `, and ${others} more ${others === 1 ? 'reaches' : 'reach'} it` : '';
  if (isItself) return `${who(facts)} is itself ${article(noun)} of ${owner}${more}`;
  return `The ${noun} "${nearest.displayName}" of ${owner} reaches ${who(facts)}${more}`;
}

function unreached(noun: string, owner: string, facts: SentenceFacts): string {
  return `No ${noun} of ${owner} reaches ${who(facts)}`;
}

function policyOf(facts: SentenceFacts): string {
  const { identity, origin } = facts.policy;
  if (origin === 'GRANTED') return `The policy "${identity}", granted to ${who(facts)},`;
  if (origin === 'SITE') return `The policy "${identity}", of the site of ${who(facts)},`;
  return `The global policy, which applies to ${who(facts)},`;
}

const SENTENCES: Record<AccessReason, (facts: SentenceFacts) => string> = {
  ACTIVE_USER: (facts) => `${who(facts)} is an enabled user with a SIP address.`,
  MISSING: (facts) =>
    `${who(facts)} is missing from the directory: whatever lists it is without effect until the directory has it again.`,
  NOT_A_USER: (facts) =>
    `${who(facts)} is ${article(kind(facts))}: it may be listed where the wall lets it in, but only users enter rooms.`,
  DISABLED_USER: (facts) =>
    `${who(facts)} is disabled in the directory: it may be listed, but enters rooms only once it is enabled.`,
  NO_SIP_ADDRESS: (facts) =>
    `${who(facts)} has no SIP address: it may be listed, but enters rooms only once it has one.`,
  POLICY_ENABLES: (facts) => `${policyOf(facts)} enables Persistent Chat.`,
  POLICY_DISABLES: (facts) =>
    `${policyOf(facts)} does not enable Persistent Chat: it would have to, or another be granted that does.`,
  NO_POLICY: (facts) => `Policies apply to users alone, and ${who(facts)} is ${article(kind(facts))}.`,
  ROOM_ENABLED: (facts) => `${capitalised(room(facts))} is enabled.`,
  ROOM_DISABLED: (facts) =>
    `${capitalised(room(facts))} is disabled: until it is enabled nobody enters it, and its managers alone find it.`,
  NOT_DENIED: (facts) => `${unreached('denied member', category(facts), facts)}.`,
  DENIED: (facts) =>
    `${reached('denied member', category(facts), facts)}: whoever is denied is outside the wall, whatever else allows it.`,
  ALLOWED: (facts) => `${reached('allowed member', category(facts), facts)}.`,
  NOT_ALLOWED: (facts) =>
    `${unreached('allowed member', category(facts), facts)}: one that does would have to be added for it to be inside the wall.`,
  OPEN_ROOM: (facts) => `${capitalised(room(facts))} is Open: everybody inside the wall enters it.`,
  NO_MEMBERS_LISTED: (facts) => `${capitalised(room(facts))} lists no members: everybody inside the wall enters it.`,
  MEMBER: (facts) => `${reached('member', room(facts), facts)}.`,
  NOT_A_MEMBER: (facts) =>
    `${unreached('member', room(facts), facts)}: one that does would have to be added, or the room be Open.`,
  NORMAL_ROOM: (facts) => `${capitalised(room(facts))} is Normal: everybody who enters it posts.`,
  PRESENTER: (facts) => `${reached('presenter', room(facts), facts)}.`,
  NOT_A_PRESENTER: (facts) =>
    `${unreached('presenter', room(facts), facts)}: in an auditorium only presenters post, and one that does would have to be added.`,
  MANAGER: (facts) => `${reached('manager', room(facts), facts)}.`,
  NOT_A_MANAGER: (facts) =>
    `${unreached('manager', room(facts), facts)}: one that does would have to be added for it to manage the room.`,
};

function capitalised(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
