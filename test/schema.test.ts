import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  type GraphQLArgument,
  type GraphQLInputField,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  isScalarType,
  isSpecifiedDirective,
} from 'graphql';

import { composeSchema, type Foundations } from '../src/compose';
import { cmdletCoverage } from '../src/graphql/cmdlet-coverage';
import { cmdletDocument } from '../src/graphql/cmdlet-document';
import { errorDocument } from '../src/graphql/error-document';
import { printedSchema } from '../src/graphql/print-schema';
import cmdlets from './reference/cmdlets.json';
import { committedSchema, committedSdl, declaredTypes, outputFields, ROOT } from './support/committed-schema';

type Input = (GraphQLArgument | GraphQLInputField) & { coordinate: string };

const directives = committedSchema.getDirectives().filter((directive) => !isSpecifiedDirective(directive));

const inputs: Input[] = [
  ...outputFields.flatMap(({ field, coordinate }) =>
    field.args.map((arg) => ({ ...arg, coordinate: `${coordinate}(${arg.name}:)` })),
  ),
  ...declaredTypes
    .filter(isInputObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({ ...field, coordinate: `${type.name}.${field.name}` })),
    ),
  ...directives.flatMap(({ name, args }) => args.map((arg) => ({ ...arg, coordinate: `@${name}(${arg.name}:)` }))),
];

/** Everything that an introspection shows, by its schema coordinate. */
const descriptions = new Map<string, string | null | undefined>([
  ...declaredTypes.map((type) => [type.name, type.description] as const),
  ...declaredTypes
    .filter(isEnumType)
    .flatMap((type) => type.getValues().map((value) => [`${type.name}.${value.name}`, value.description] as const)),
  ...outputFields.map(({ field, coordinate }) => [coordinate, field.description] as const),
  ...inputs.map(({ coordinate, description }) => [coordinate, description] as const),
  ...directives.map(({ name, description }) => [`@${name}`, description] as const),
]);

describe('The committed schema', () => {
  it('is what the code prints: `npm run schema` writes it anew', () => {
    expect(committedSdl).toBe(printedSchema(composeSchema({} as Foundations)));
  });

  it('has docs/cmdlets.md printed with it: `npm run schema` writes that anew too', () => {
    const committed = readFileSync(join(ROOT, 'docs/cmdlets.md'), 'utf8');
    expect(committed).toBe(cmdletDocument(cmdletCoverage(committedSchema, cmdlets)));
  });

  it('has docs/errors.md printed with it: `npm run schema` writes that anew too', () => {
    const [committed, details] = ['docs/errors.md', 'src/error-details.ts'].map((path) =>
      readFileSync(join(ROOT, path), 'utf8'),
    );
    expect(committed).toBe(errorDocument(committedSchema, details!));
  });

  it('describes every detail of errors in whole sentences', () => {
    const rows = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8').match(/^\| `.*/gm)!;
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.filter((row) => !/ \| [A-Z`][^|]*\. \|$/.test(row))).toEqual([]);
  });

  it('describes every element in whole sentences', () => {
    const others = [...descriptions].filter(([, description]) => !/^[A-Z`].*\.$/s.test(description ?? ''));
    expect(others).toEqual([]);
  });

  it('says of everything that may be null what null means', () => {
    const silent = outputFields.filter(
      ({ field }) => !isNonNullType(field.type) && !/\bnull\b/.test(field.description ?? ''),
    );
    expect(silent.map(({ coordinate }) => coordinate)).toEqual([]);
  });

  it('specifies its own scalars, or describes them in full', () => {
    const scalars = declaredTypes.filter(isScalarType);
    expect(scalars.map(({ name, specifiedByURL }) => [name, specifiedByURL ?? 'described'])).toEqual([
      ['BigInt', 'described'],
      ['DateTime', 'described'],
      ['Fqdn', 'described'],
      ['JSON', 'http://www.ecma-international.org/publications/files/ECMA-ST/ECMA-404.pdf'],
      ['SipUri', 'described'],
      ['TimeSpan', 'described'],
      ['UInt32', 'described'],
      ['URL', 'described'],
      ['UUID', 'https://www.rfc-editor.org/rfc/rfc9562'],
    ]);
    const described = scalars.filter(({ specifiedByURL }) => !specifiedByURL);
    expect(described.filter(({ description }) => description!.length < 80)).toEqual([]);
  });

  it('has defaults only where nothing else could be meant', () => {
    const defaults = inputs.filter(({ defaultValue }) => defaultValue !== undefined);
    const others = defaults.filter(({ coordinate }) => !/^[A-Za-z]+Order\.direction$/.test(coordinate));
    expect(others.map(({ coordinate, defaultValue }) => [coordinate, defaultValue])).toEqual([
      ['Principal.groups(all:)', false],
      ['Principal.members(all:)', false],
      ['Query.tokens(sessions:)', false],
      ['Room.eligiblePrincipals(role:)', 'MEMBER'],
    ]);
    expect(
      new Set(defaults.filter((input) => !others.includes(input)).map(({ defaultValue }) => defaultValue)),
    ).toEqual(new Set(['ASC']));
  });

  it('has nothing deprecated without a reason', () => {
    const deprecated = [...inputs, ...outputFields.map(({ field }) => field)].filter(
      ({ deprecationReason }) => deprecationReason !== undefined,
    );
    expect(deprecated.filter(({ deprecationReason }) => !/\.$/.test(deprecationReason!))).toEqual([]);
  });
});
