import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse } from 'graphql';

import { selects } from '../../../src/graphql/selected-fields';

/** Whether the first field of a document shows the impact. */
function showsImpact(document: string): boolean {
  const { definitions } = parse(document);
  const operation = definitions.find(
    (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
  )!;
  const fragments = definitions.filter(
    (each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION,
  );
  const fieldNodes = operation.selectionSet.selections.filter((selection) => selection.kind === Kind.FIELD);
  return selects(
    { fieldNodes, fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])) },
    'impact',
  );
}

it.each([
  ['mutation { setRooms { succeeded impact { gained { totalCount } } } }', true],
  ['mutation { setRooms { succeeded shown: impact { gained { totalCount } } } }', true],
  ['mutation { setRooms { ... on AccessBulkPayload { impact { gained { totalCount } } } } }', true],
  [
    'mutation { setRooms { ...Outcome } } fragment Outcome on BulkPayload { ...Access } fragment Access on AccessBulkPayload { impact { gained { totalCount } } }',
    true,
  ],
  ['mutation { setRooms { succeeded } setRooms { impact { gained { totalCount } } } }', true],
  ['mutation { setRooms { succeeded } }', false],
  ['mutation { setRooms { impact: succeeded } }', false],
  ['mutation { setRooms { results { nodes { impact } } } }', false],
  [
    'mutation { setRooms { ...Outcome } } fragment Outcome on BulkPayload { succeeded } fragment Other on BulkPayload { impact }',
    false,
  ],
  ['mutation { setRooms }', false],
])('tells of %s whether it shows the field', (document, shows) => {
  expect(showsImpact(document)).toBe(shows);
});
