import { type Organisation, PRIMARY_GROUP, type Member, type Unit } from './organisation';

/** The place of the domain among the principals. */
export const DOMAIN = 0;

/** Who is in what, in plain arrays: slow, and nothing to do with how the gateway finds it. Principals are known by their places in `principals`. */
export class PlainGraph {
  /** The domain, the units, the users and the groups, in this order. */
  readonly principals: readonly ('domain' | Unit | Member)[];
  readonly firstUser: number;
  readonly firstGroup: number;
  private readonly members = new Map<number, Set<number>>();
  private readonly contents = new Map<number, number[]>();
  private readonly containers = new Map<number, number>();

  constructor({ units, users, groups }: Organisation) {
    this.principals = ['domain', ...units, ...users, ...groups];
    this.firstUser = 1 + units.length;
    this.firstGroup = this.firstUser + users.length;
    const placeOf = new Map(this.principals.map((principal, place) => [principal, place]));
    const byDn = new Map(units.map((unit) => [unit.dn, placeOf.get(unit)!]));
    const contain = (container: number, place: number) => {
      if (!this.contents.has(container)) this.contents.set(container, []);
      this.contents.get(container)!.push(place);
      this.containers.set(place, container);
    };
    for (const unit of units) {
      contain(byDn.get(unit.dn.slice(unit.dn.indexOf(',') + 1)) ?? DOMAIN, placeOf.get(unit)!);
    }
    for (const member of [...users, ...groups]) contain(placeOf.get(member.unit)!, placeOf.get(member)!);
    for (const group of groups) {
      const members = group.name === PRIMARY_GROUP ? users : group.members;
      this.members.set(placeOf.get(group)!, new Set(Array.from(members, (member) => placeOf.get(member)!)));
    }
  }

  get size(): number {
    return this.principals.length;
  }

  isUser(place: number): boolean {
    return place >= this.firstUser && place < this.firstGroup;
  }

  membersOf(group: number): ReadonlySet<number> {
    return this.members.get(group)!;
  }

  addMember(group: number, member: number): void {
    this.members.get(group)!.add(member);
  }

  removeMember(group: number, member: number): void {
    this.members.get(group)!.delete(member);
  }

  /** All that it stands in, the nearest first. */
  containersOf(place: number): number[] {
    const above = this.containers.get(place);
    return above === undefined ? [] : [above, ...this.containersOf(above)];
  }

  /** All that the entries of a list reach, themselves included. What stands in a container does not bring its members. */
  reached(entries: Iterable<number>): readonly number[] {
    return follow(this.contents, follow(this.members, entries));
  }

  /** The same as a mark for each principal. */
  reach(entries: Iterable<number>): Uint8Array {
    const marks = new Uint8Array(this.size);
    for (const place of this.reached(entries)) marks[place] = 1;
    return marks;
  }
}

function follow(edges: ReadonlyMap<number, Iterable<number>>, entries: Iterable<number>): readonly number[] {
  const found = new Set(entries);
  // What is added on the way is gone through too.
  for (const place of found) for (const next of edges.get(place) ?? []) found.add(next);
  return [...found];
}
