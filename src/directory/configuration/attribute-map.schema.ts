import { z } from 'zod';

import { type AttributeMap } from '../attribute-map';
import { PrincipalKind } from '../principal.entity';

const NAME = /^(?:[a-z][a-z\d-]*|\d+(?:\.\d+)+)$/i;
const KINDS = Object.values(PrincipalKind);

const attribute = z.string().regex(NAME, 'must be the name of an attribute');
const attributes = z.array(attribute).min(1, 'must name an attribute');

const kind = z.enum(PrincipalKind, `must be ${KINDS.join(', ')}, or null for what is no principal`);
const kinds = z.record(z.string().regex(NAME, 'must be the name of an object class'), kind.nullable());

const disabled = z.union(
  [
    z.strictObject({ attribute, bit: z.int().positive() }),
    z.strictObject({ attribute, values: z.array(z.string()).min(1) }),
  ],
  'must be { attribute, bit }, { attribute, values } or null',
);

/** What replaces entries of a kind's attribute map; those that aren't named stay. */
export const attributeMapChanges = z
  .strictObject({
    guid: attribute,
    kinds: kinds.transform((map): AttributeMap['kinds'] => Object.entries(map)),
    displayName: attributes,
    sipAddress: attribute.nullable(),
    userPrincipalName: attribute.nullable(),
    logonName: attribute.nullable(),
    disabled: disabled.nullable(),
    members: attributes,
    primaryGroup: z.strictObject({ number: attribute, sid: attribute }).nullable(),
    netbiosName: z.strictObject({ name: attribute, domain: attribute }).nullable(),
    site: attribute.nullable(),
    kept: z.array(attribute.max(64, 'must have 64 characters at most')),
  } satisfies Record<keyof AttributeMap, z.ZodType>)
  .partial();
