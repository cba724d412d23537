import { buildSchema } from 'graphql';

import { cmdletCoverage } from '../../../src/graphql/cmdlet-coverage';
import { cmdletDocument } from '../../../src/graphql/cmdlet-document';

const schema = buildSchema(`
  directive @cmdlet(name: String!) repeatable on FIELD_DEFINITION
  directive @parameter(name: String!, cmdlet: String) repeatable on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | FIELD_DEFINITION

  type Query {
    lamps(first: Int @parameter(name: "ResultSize"), where: LampFilter): [Lamp!]! @cmdlet(name: "Get-Lamp")
    houses(first: Int @parameter(name: "ResultSize")): [House!]!
  }
  type Mutation {
    setLamp(input: SetLampInput!): Lamp @cmdlet(name: "Set-Lamp")
  }
  type House {
    lamps: [Lamp!]! @cmdlet(name: "Get-Lamp") @parameter(name: "House") @parameter(name: "Room")
    bells: [String!]! @cmdlet(name: "Get-Bell")
  }
  type Lamp {
    owner: String @parameter(name: "AsObject", cmdlet: "Get-Lamp")
  }
  input LampFilter {
    and: [LampFilter!]
    house: HouseFilter
    room: String @parameter(name: "Room")
  }
  input HouseFilter {
    lamps: LampFilter
    street: StreetFilter
  }
  input StreetFilter {
    name: String @parameter(name: "Street")
  }
  input SetLampInput {
    on: Boolean @parameter(name: "On") @parameter(name: "Off", cmdlet: "Clear-Lamp")
  }
`);

const parameters = (...names: string[]) => names.map((name) => ({ name }));

const coverage = cmdletCoverage(schema, [
  { cmdlet: 'Get-Lamp', parameters: parameters('House', 'Room', 'Street', 'ResultSize', 'AsObject', 'Colour') },
  { cmdlet: 'Set-Lamp', parameters: parameters('On', 'Off') },
  { cmdlet: 'Get-Bell', parameters: parameters('Loud') },
  { cmdlet: 'Clear-Lamp', parameters: parameters('Off') },
  { cmdlet: 'Get-Fan', parameters: parameters('ResultSize') },
]);

describe('What stands in for a cmdlet', () => {
  it('is every operation that says so, those at the root first', () => {
    expect(coverage.map(({ name, operations }) => [name, operations])).toEqual([
      ['Get-Lamp', ['lamps', 'House.lamps']],
      ['Set-Lamp', ['setLamp']],
      ['Get-Bell', ['House.bells']],
      ['Clear-Lamp', []],
      ['Get-Fan', []],
    ]);
  });

  it('has for each parameter the nearest place in each operation, at the root if there is any', () => {
    expect(coverage[0]!.parameters).toEqual([
      { name: 'House', places: ['House.lamps'] },
      { name: 'Room', places: ['lamps(where: { room })'] },
      { name: 'Street', places: ['lamps(where: { house: { street: { name } } })'] },
      { name: 'ResultSize', places: ['lamps(first:)'] },
      { name: 'AsObject', places: ['Lamp.owner'] },
      { name: 'Colour', places: [] },
    ]);
  });

  it('takes a parameter of another cmdlet only from where that cmdlet is named', () => {
    expect(coverage.slice(1).flatMap((cmdlet) => cmdlet.parameters)).toEqual([
      { name: 'On', places: ['setLamp(input: { on })'] },
      { name: 'Off', places: [] },
      { name: 'Loud', places: [] },
      { name: 'Off', places: ['setLamp(input: { on })'] },
      { name: 'ResultSize', places: [] },
    ]);
  });

  it('is written down as a table for each cmdlet, and a list of those to come', () => {
    const document = cmdletDocument(coverage.slice(1));
    expect(document.split('\n').slice(4)).toEqual([
      '2 of 4 cmdlets and 2 of 5 parameters have a place.',
      '',
      '## Set-Lamp',
      '',
      '`setLamp`',
      '',
      '| Parameter | Place |',
      '|---|---|',
      '| On | `setLamp(input: { on })` |',
      '| Off | not there yet |',
      '',
      '## Get-Bell',
      '',
      '`House.bells`',
      '',
      '| Parameter | Place |',
      '|---|---|',
      '| Loud | not there yet |',
      '',
      '## Not there yet',
      '',
      '- Clear-Lamp',
      '- Get-Fan',
      '',
    ]);
  });
});
