import type { EntityManager } from 'typeorm';

import { boundValue } from '../../database/rows';
import { or, raw, sql, type Sql } from '../../database/sql';
import { beginsAsComparison } from '../../filters/comparison/begins-as-comparison';
import { parseComparison } from '../../filters/comparison/comparison-parser';
import { dateField } from '../../filters/date-field';
import { FilterCompiler, type FilterField } from '../../filters/filter-compiler';
import { like } from '../../filters/filter-expression';
import { booleanField, enumField, numberField, relatedField, textField } from '../../filters/filter-fields';
import { FilterText } from '../../filters/filter-text';
import { plainPattern } from '../../filters/plain-pattern';
import { checkFilterText } from '../../graphql/filter';
import { Room } from './room.entity';
import { RoomInvitations, RoomPrivacy, RoomType } from './room.enums';

/** What the comparison syntax knows of a room. */
export const ROOM_ATTRIBUTES = [
  'Name',
  'Description',
  'Type',
  'Privacy',
  'Invitations',
  'Disabled',
  'Category',
  'Addin',
  'Pool',
  'ContentBytes',
  'CreatedAt',
  'UpdatedAt',
] as const;

/**
 * What a text finds among the rows `room`: it is plain, or in the comparison syntax.
 *
 * @param inDescription whether what is asked of the name may as well hold for the description
 * @throws GatewayError BAD_USER_INPUT with the `position` of a mistake.
 */
export function roomSearch(manager: EntityManager, text: string, inDescription: boolean, parameter: string): Sql {
  const attributes = new FilterCompiler(attributesOf(manager, inDescription));
  const isComparison = beginsAsComparison(text, (word) => attributes.has(word));
  if (!isComparison) checkFilterText(text, parameter);
  const source = new FilterText(text, parameter);
  return attributes.compile(isComparison ? parseComparison(source) : like('Name', plainPattern(text)), source);
}

const column = (name: string): Sql => raw(`room.${name}`);
const described = textField([column('description_key')]);
const named = (table: string, key: string): FilterField => textField([raw(`${table}.${key}`)]);

/** Where nobody said what a room is for, its description is empty. */
const descriptionField: FilterField = (asked) => {
  const others = asked.filter(({ test }) => test.operator !== 'present');
  return or([
    ...(others.length < asked.length ? [sql`room.description_key <> ''`] : []),
    ...(others.length ? [described(others)] : []),
  ]);
};

function attributesOf(
  manager: EntityManager,
  inDescription: boolean,
): Record<(typeof ROOM_ATTRIBUTES)[number], FilterField> {
  const metadata = manager.dataSource.getMetadata(Room);
  const date = (property: 'createdAt' | 'updatedAt', name: string) =>
    dateField(column(name), (value) => boundValue(manager, metadata, property, value));
  return {
    Name: textField(inDescription ? [column('name_key'), column('description_key')] : [column('name_key')]),
    Description: descriptionField,
    Type: enumField(column('type'), RoomType),
    Privacy: enumField(column('privacy'), RoomPrivacy),
    Invitations: enumField(column('invitations'), RoomInvitations),
    Disabled: booleanField(column('disabled')),
    Category: relatedField(column('category_id'), raw('categories'), named('categories', 'name_key')),
    Addin: relatedField(column('addin_id'), raw('addins'), named('addins', 'name_key')),
    Pool: relatedField(column('pool_id'), raw('pools'), named('pools', 'fqdn')),
    ContentBytes: numberField(column('content_bytes')),
    CreatedAt: date('createdAt', 'created_at'),
    UpdatedAt: date('updatedAt', 'updated_at'),
  };
}
