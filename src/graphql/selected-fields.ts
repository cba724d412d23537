import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  Kind,
  type SelectionSetNode,
} from 'graphql';

type Asked = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;
type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/** Whether the answer to a field shows a field of it, directly or by a fragment of whatever type. */
export function selects({ fieldNodes, fragments }: Asked, name: string): boolean {
  return fieldsOf(fieldNodes, fragments).some((field) => field.name.value === name);
}

/** Whether the answer to a connection shows no fields of its entries but these. */
export function entriesShowOnly({ fieldNodes, fragments }: Asked, names: ReadonlySet<string>): boolean {
  const inside = (nodes: readonly FieldNode[], name: string) =>
    fieldsOf(nodes, fragments).filter((field) => field.name.value === name);
  const entries = [...inside(fieldNodes, 'nodes'), ...inside(inside(fieldNodes, 'edges'), 'node')];
  return fieldsOf(entries, fragments).every((field) => names.has(field.name.value));
}

function fieldsOf(nodes: readonly FieldNode[], fragments: Fragments): FieldNode[] {
  return nodes.flatMap(({ selectionSet }) => (selectionSet ? selected(selectionSet, fragments) : []));
}

function selected({ selections }: SelectionSetNode, fragments: Fragments): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value]!;
    return selected(inner.selectionSet, fragments);
  });
}
