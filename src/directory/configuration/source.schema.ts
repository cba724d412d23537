import { X509Certificate } from 'node:crypto';
import { resolve } from 'node:path';

import { z } from 'zod';

import { foldedKey } from '../../database/text-keys';
import { DistinguishedName } from '../distinguished-name';
import { attributeMapChanges } from './attribute-map.schema';
import { passwordSchema, type Place, textOf } from './password.schema';

const SERVER = /^ldaps?:\/\/(?:\[[\da-f:]+\]|[a-z\d.-]+)(?::\d{1,5})?$/i;
const SERVER_FORM =
  'must be "ldaps://HOST" or "ldap://HOST", with ":PORT" after it if need be, and nothing else: the base is an entry of its own';

const seconds = z
  .number('must be a number of seconds')
  .positive('must be more than 0')
  .max(3600, 'must be 3600 at most');
const distinguishedName = z
  .string()
  .refine((text) => DistinguishedName.parse(text), 'must be a distinguished name, such as DC=litwareinc,DC=com');

const common = {
  /** What messages call it, and what it is asked for by. */
  name: z.string().min(1, 'is empty').max(256, 'may have at most 256 characters'),
  attributes: attributeMapChanges.default({}),
  netbiosNames: z
    .record(distinguishedName, z.string().min(1, 'is empty'))
    .transform((names) => new Map(Object.entries(names)))
    .optional(),
};

function ldap<Kind extends string>(kind: Kind, place: Place, ignoreReferrals: boolean) {
  return z.strictObject({
    ...common,
    kind: z.literal(kind),
    servers: z.array(z.string().regex(SERVER, SERVER_FORM)).min(1, 'must name a server'),
    base: distinguishedName,
    credential: z.string(),
    tls: z.literal('none', 'can only be "none": where it is absent, ldap:// becomes TLS too').optional(),
    ca: z.string().transform(certificateIn(place)).optional(),
    pageSize: z
      .int('must be a whole number')
      .min(1, 'must be 1 at least')
      .max(10_000, 'must be 10000 at most')
      .default(500),
    connectTimeout: seconds.default(10),
    timeout: seconds.default(60),
    ignoreReferrals: z.boolean('must be true or false').default(ignoreReferrals),
  });
}

/** The contents of a file that lists several sources, and the accounts for them. */
export function directoryFileSchema(place: Place) {
  const ldif = z.strictObject({
    ...common,
    kind: z.literal('ldif'),
    path: z.string().transform((path) => resolve(place.folder, path)),
  });
  // A domain controller always refers to the partitions and domains below its own; those are sources by themselves.
  const source = z.discriminatedUnion(
    'kind',
    [ldap('ad', place, true), ldap('openldap', place, false), ldif],
    'must be of the kind "ad", "openldap" or "ldif"',
  );
  const credential = z.strictObject({ user: z.string().min(1, 'is empty'), password: passwordSchema(place) });
  return z
    .strictObject({
      credentials: z.record(z.string(), credential).default({}),
      sources: z.array(source).min(1, 'must list a source'),
    })
    .superRefine(({ credentials, sources }, context) => {
      const names = new Set<string>();
      for (const [i, each] of sources.entries()) {
        const key = foldedKey(each.name);
        if (names.has(key))
          context.addIssue({
            code: 'custom',
            path: ['sources', i, 'name'],
            message: `is "${each.name}" for the second time`,
          });
        names.add(key);
        if (each.kind !== 'ldif' && !Object.hasOwn(credentials, each.credential)) {
          context.addIssue({
            code: 'custom',
            path: ['sources', i, 'credential'],
            message: `is "${each.credential}", which credentials doesn't have`,
          });
        }
      }
    });
}

function certificateIn({ folder }: Place) {
  return (path: string, context: z.RefinementCtx): string => {
    const pem = textOf(resolve(folder, path));
    if (pem && isCertificate(pem)) return pem;
    context.addIssue(`names "${path}", which is no file with a certificate in PEM`);
    return z.NEVER;
  };
}

function isCertificate(pem: string): boolean {
  try {
    return Boolean(new X509Certificate(pem));
  } catch {
    return false;
  }
}
