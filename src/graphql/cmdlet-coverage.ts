import type { GraphQLSchema } from 'graphql';

import { operationsOf, parameterPlaces } from './cmdlet-places';

/** A cmdlet as its documentation has it. */
export interface DocumentedCmdlet {
  cmdlet: string;
  parameters: { name: string }[];
}

/** What stands in for a cmdlet; empty lists where nothing does. */
export interface CoveredCmdlet {
  name: string;
  /** As in `rooms` and `Category.rooms`, those at the root first. */
  operations: string[];
  /** The places of each parameter: at the root of the schema where there are any, else below. */
  parameters: { name: string; places: string[] }[];
}

/** What stands in for each of the cmdlets in a schema. */
export function cmdletCoverage(schema: GraphQLSchema, cmdlets: readonly DocumentedCmdlet[]): CoveredCmdlet[] {
  const operations = operationsOf(schema);
  const places = parameterPlaces(schema);

  const operationsFor = (cmdlet: string) => {
    const found = operations.filter((operation) => operation.cmdlets.includes(cmdlet));
    return [...found.filter(({ onRoot }) => onRoot), ...found.filter(({ onRoot }) => !onRoot)].map(({ name }) => name);
  };
  const placesFor = (cmdlet: string, parameter: string) => {
    const found = places.filter((place) => place.parameter === parameter && place.cmdlets.includes(cmdlet));
    const nearest = found.filter((place, i) => found.findIndex(({ operation }) => operation === place.operation) === i);
    const onRoot = nearest.filter(({ operation }) => operation.onRoot);
    return (onRoot.length ? onRoot : nearest).map(({ text }) => text);
  };

  return cmdlets.map(({ cmdlet, parameters }) => ({
    name: cmdlet,
    operations: operationsFor(cmdlet),
    parameters: parameters.map(({ name }) => ({ name, places: placesFor(cmdlet, name) })),
  }));
}
