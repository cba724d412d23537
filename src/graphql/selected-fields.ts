import { type FragmentDefinitionNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** Whether the answer to a field shows a field of it, directly or by a fragment of whatever type. */
export function selects(
  { fieldNodes, fragments }: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>,
  name: string,
): boolean {
  return fieldNodes.some(({ selectionSet }) => selectionSet !== undefined && has(selectionSet, name, fragments));
}

function has(
  { selections }: SelectionSetNode,
  name: string,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): boolean {
  return selections.some((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === name;
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value]!;
    return has(inner.selectionSet, name, fragments);
  });
}
