import { createHash } from 'node:crypto';

import {
  BASE,
  dnOf,
  type Group,
  type Member,
  type Organisation,
  plain,
  PRIMARY_GROUP,
  type Unit,
  type User,
} from './organisation';

export type Attributes = Record<string, string | string[] | Buffer>;

const ENABLED = '512';
const DISABLED = '514';
const PRIMARY_GROUP_NUMBER = 513;
const FIRST_NUMBER = 1000;
const PLAIN_TEXT = /^(?![ :<])[ -~]*(?<! )$/;

/** An organisation as an Active Directory keeps it, in LDIF (RFC 2849), with what slapd needs beside; what stands above comes first. */
export function* ldifOf({ units, users, groups }: Organisation): Generator<string> {
  yield ldif(BASE, domain());
  for (const unit of units) yield ldif(unit.dn, unitAttributes(unit));
  for (const user of users) yield ldif(dnOf(user), userAttributes(user));
  // Millions of members are written by a hundred thousand lines.
  const memberLines = new Map<Member, string>(
    [...users, ...groups].map((member) => [member, line('member', dnOf(member))]),
  );
  for (const group of groups) {
    const members = Array.from(group.members, (member) => memberLines.get(member)!);
    yield ldif(dnOf(group), attributesWithoutMembers(group), members);
  }
}

export function userAttributes(user: User): Attributes {
  const address = addressOf(user);
  return {
    objectClass: ['top', 'person', 'organizationalPerson', 'user'],
    cn: user.name,
    sn: user.surname,
    givenName: user.givenName,
    displayName: user.name,
    mail: address,
    title: user.title,
    department: user.department,
    company: user.company,
    'msRTCSIP-PrimaryUserAddress': `sip:${address}`,
    sAMAccountName: user.logon,
    userPrincipalName: `${user.logon}@fabrikam.com`,
    userAccountControl: user.disabled ? DISABLED : ENABLED,
    primaryGroupID: `${PRIMARY_GROUP_NUMBER}`,
    objectSid: sid(FIRST_NUMBER + 2 * user.number),
    objectGUID: guid(`user ${user.number}`),
  };
}

/** Of mail, and with `sip:` before it of chat. */
export function addressOf({ givenName, surname, number }: User): string {
  return `${plain(givenName)}.${plain(surname)}.${number}@fabrikam.com`;
}

export function groupAttributes(group: Group): Attributes {
  return { ...attributesWithoutMembers(group), member: Array.from(group.members, dnOf) };
}

function attributesWithoutMembers({ name, number }: Group): Attributes {
  return {
    objectClass: ['top', 'group'],
    cn: name,
    displayName: name,
    sAMAccountName: name,
    objectSid: sid(name === PRIMARY_GROUP ? PRIMARY_GROUP_NUMBER : FIRST_NUMBER + 2 * number + 1),
    objectGUID: guid(`group ${number}`),
  };
}

function domain(): Attributes {
  return { objectClass: ['top', 'domain', 'domainDNS'], dc: 'fabrikam', objectGUID: guid('domain') };
}

function unitAttributes({ name, dn }: Unit): Attributes {
  return { objectClass: ['top', 'organizationalUnit'], ou: name, objectGUID: guid(dn) };
}

function guid(name: string): Buffer {
  return createHash('md5').update(name).digest();
}

function sid(number: number): Buffer {
  const sid = Buffer.from('010500000000000515000000b1c2d3e4f5061728394a5b6c00000000', 'hex');
  sid.writeUInt32LE(number, sid.length - 4);
  return sid;
}

function ldif(dn: string, attributes: Attributes, moreLines: readonly string[] = []): string {
  const lines = [line('dn', dn)];
  for (const [name, values] of Object.entries(attributes)) {
    for (const value of Array.isArray(values) ? values : [values]) lines.push(line(name, value));
  }
  return `${lines.concat(moreLines).join('')}\n`;
}

function line(name: string, value: string | Buffer): string {
  if (typeof value === 'string' && PLAIN_TEXT.test(value)) return `${name}: ${value}\n`;
  return `${name}:: ${Buffer.from(value as string).toString('base64')}\n`;
}
