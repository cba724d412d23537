import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';

import { PlannedSelection } from './planned-selection';

/** A document of a few directives has few of them; who sends more plans anew. */
const MOST_PLANS = 32;

/** An operation with what is worked out of it once and serves every run. */
export class CompiledOperation {
  readonly fragments: Record<string, FragmentDefinitionNode>;
  private readonly conditions: string[];
  private readonly plans = new Map<string, PlannedSelection>();

  constructor(
    readonly schema: GraphQLSchema,
    document: DocumentNode,
    readonly operation: OperationDefinitionNode,
  ) {
    this.fragments = fragmentsOf(document);
    this.conditions = conditionsOf(document);
  }

  /** What is selected at the root where the variables have these values: those in `@skip` and `@include` choose. */
  plan(rootType: GraphQLObjectType, variables: GraphQLResolveInfo['variableValues']): PlannedSelection {
    const chosen = this.conditions.map((name) => String(variables[name])).join();
    const known = this.plans.get(chosen);
    if (known) return known;
    if (this.plans.size === MOST_PLANS) this.plans.clear();
    const plan = PlannedSelection.ofOperation(this, rootType, variables);
    this.plans.set(chosen, plan);
    return plan;
  }
}

function fragmentsOf({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** The names of the variables that directives take. */
function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ arguments: given = [] }) => {
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
