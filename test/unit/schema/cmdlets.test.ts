import { cmdletCoverage, type DocumentedCmdlet } from '../../../src/graphql/cmdlet-coverage';
import { operationsOf, parameterPlaces } from '../../../src/graphql/cmdlet-places';
import cmdlets from '../../reference/cmdlets.json';
import { committedSchema } from '../../support/committed-schema';

/** The cmdlets and parameters that nothing stands in for yet. These lists only ever get shorter. */
const CMDLETS_TO_COME = [
  'Clear-CsPersistentChatRoom',
  'Export-CsPersistentChatData',
  'Import-CsPersistentChatData',
  'Remove-CsPersistentChatMessage',
  'Test-CsPersistentChatMessage',
];
const PARAMETERS_TO_COME: [string, string[]][] = [];

const reference: DocumentedCmdlet[] = cmdlets;
const coverage = cmdletCoverage(committedSchema, reference);
const parametersOf = new Map(
  reference.map(({ cmdlet, parameters }) => [cmdlet, new Set(parameters.map(({ name }) => name))]),
);

/** Every mutation takes these, also where its cmdlet did not. */
const OF_EVERY_CHANGE = ['WhatIf', 'Confirm'];

describe('The cmdlets in the schema', () => {
  it('are all of the reference: 38 cmdlets with 270 parameters', () => {
    expect([reference.length, reference.flatMap(({ parameters }) => parameters).length]).toEqual([38, 270]);
  });

  it('have an operation each, but for those to come', () => {
    const missing = coverage.filter(({ operations }) => !operations.length).map(({ name }) => name);
    expect(missing).toEqual(CMDLETS_TO_COME);
  });

  it('have a place for each of their parameters, but for those to come', () => {
    const missing = coverage
      .filter(({ operations }) => operations.length)
      .map(({ name, parameters }) => [name, parameters.filter(({ places }) => !places.length)] as const)
      .filter(([, parameters]) => parameters.length);
    expect(missing.map(([name, parameters]) => [name, parameters.map((parameter) => parameter.name)])).toEqual(
      PARAMETERS_TO_COME,
    );
  });

  it('are named as the reference names them', () => {
    const unknown = operationsOf(committedSchema).filter((operation) =>
      operation.cmdlets.some((cmdlet) => !parametersOf.has(cmdlet)),
    );
    expect(unknown.map(({ name }) => name)).toEqual([]);
  });

  it('have each parameter that the schema names', () => {
    const places = parameterPlaces(committedSchema).filter(({ parameter }) => !OF_EVERY_CHANGE.includes(parameter));
    const misnamed = places.filter(({ coordinate, parameter }) => {
      // What serves several operations belongs to the cmdlets of any of them; some stand in for none.
      const users = places.filter((place) => place.coordinate === coordinate).flatMap((place) => place.cmdlets);
      return !(users.length ? users : [...parametersOf.keys()]).some((cmdlet) =>
        parametersOf.get(cmdlet)?.has(parameter),
      );
    });
    expect(misnamed.map(({ coordinate, parameter }) => [coordinate, parameter])).toEqual([]);
  });
});
