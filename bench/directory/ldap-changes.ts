import { Attribute, Change, type Client } from 'ldapts';

import type { Changes } from './changes';
import { type Attributes, groupAttributes, userAttributes } from '../model/ldif';
import { dnOf, type Member, type User } from '../model/organisation';

/** Makes changes at a server; the groups list who is renamed or moved by the new name, which Active Directory does by itself. */
export async function applyChanges(client: Client, changes: Changes): Promise<void> {
  const { retitled, renamed, added, removed, memberships } = changes;
  for (const dn of removed.values()) await client.del(dn);
  for (const user of retitled) await client.modify(dnOf(user), [changeOf('replace', 'title', user.title)]);
  for (const [user, before] of renamed) {
    await client.modifyDN(before, dnOf(user));
    await client.modify(dnOf(user), [
      changeOf('replace', 'displayName', user.name),
      changeOf('replace', 'sn', user.surname),
    ]);
  }
  for (const user of added.users) await client.add(dnOf(user), attributesOf(userAttributes(user)));
  for (const group of added.groups) await client.add(dnOf(group), attributesOf(groupAttributes(group)));

  const dnBefore = (member: Member) => removed.get(member) ?? renamed.get(member as User) ?? dnOf(member);
  for (const { group, joined, left } of memberships) {
    const stayed = [...renamed.keys()].filter((user) => group.members.has(user) && !joined.includes(user));
    const gone = [...left, ...stayed].map(dnBefore);
    const come = [...joined, ...stayed].map(dnOf);
    const exchange = [
      ...(gone.length > 0 ? [changeOf('delete', 'member', ...gone)] : []),
      ...(come.length > 0 ? [changeOf('add', 'member', ...come)] : []),
    ];
    if (exchange.length > 0) await client.modify(dnOf(group), exchange);
  }
}

function changeOf(operation: 'add' | 'delete' | 'replace', type: string, ...values: string[]): Change {
  return new Change({ operation, modification: new Attribute({ type, values }) });
}

function attributesOf(attributes: Attributes): Attribute[] {
  return Object.entries(attributes)
    .map(([type, values]) => new Attribute({ type, values: [values].flat() as string[] | Buffer[] }))
    .filter(({ values }) => values.length > 0);
}
