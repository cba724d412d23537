import {
  getNamedType,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isObjectType,
} from 'graphql';

import { committedSchema, declaredTypes, outputFields } from '../../support/committed-schema';

const queries = Object.values(committedSchema.getQueryType()!.getFields());
const mutations = Object.values(committedSchema.getMutationType()!.getFields());
const inputTypes = declaredTypes.filter((type) => isInputObjectType(type));
const capitalised = (name: string) => name[0]!.toUpperCase() + name.slice(1);

describe('The names of the schema', () => {
  it('are written as GraphQL writes them', () => {
    expect(
      declaredTypes
        .map(({ name }) => name)
        .filter((name) => !/^([A-Z][a-z]+)+$|^(URL|UUID|JSON|BigInt|(Effective)?UInt32(Filter)?)$/.test(name)),
    ).toEqual([]);
    expect(outputFields.map(({ field }) => field.name).filter((name) => !/^[a-z][A-Za-z]*$/.test(name))).toEqual([]);
    const values = declaredTypes.filter((type) => isEnumType(type)).flatMap((type) => type.getValues());
    expect(values.map(({ name }) => name).filter((name) => !/^[A-Z]+(_[A-Z]+)*$/.test(name))).toEqual([]);
  });

  it('tell what an input type is for', () => {
    expect(inputTypes.map(({ name }) => name).filter((name) => !/(Input|Filter|Order|ListChange)$/.test(name))).toEqual(
      [],
    );
  });

  it.each(mutations.map(({ name }) => name))('give %s its own input and payload, named after it', (name) => {
    const { args, type } = committedSchema.getMutationType()!.getFields()[name]!;
    expect(name).toMatch(/^((apply|grant|new|set|remove|revoke|redeem|sign|sync)[A-Z]|revert$)/);
    expect(args.map((arg) => `${arg.name}: ${String(arg.type)}`)).toEqual([`input: ${capitalised(name)}Input!`]);
    expect(String(type)).toBe(`${capitalised(name)}Payload`);
  });

  it('promise the same of every change: what changed, the plan and the warnings', () => {
    const payloads = mutations.map(({ type }) => getNamedType(type)).filter(isObjectType);
    const promises = (type: GraphQLObjectType) => type.getInterfaces().map(({ name }) => name);
    const others = payloads.filter((type) => !/ChangePayload|BulkPayload/.test(promises(type).join()));
    // Signing in changes nothing that is administered.
    expect(others.map(({ name }) => name)).toEqual(['RedeemSignInCodePayload', 'SignInPayload']);
  });

  it('promise of every change of many things what became of each, and take what is to become of failures', () => {
    const ofMany = mutations.filter(({ args }) => {
      const input = committedSchema.getType(getNamedType(args[0]!.type).name) as GraphQLInputObjectType;
      return input.getFields().onError;
    });
    const answeringForMany = mutations.filter(({ type }) => {
      const payload = getNamedType(type) as GraphQLObjectType;
      return payload.getInterfaces().some(({ name }) => name === 'BulkPayload');
    });
    expect(ofMany.map(({ name }) => name)).toEqual(answeringForMany.map(({ name }) => name));
    expect(ofMany.map(({ name }) => name)).toEqual(expect.arrayContaining(['removeAddins', 'setCategories']));
  });

  it('call a list by the plural of the thing, which is found by identity or by id', () => {
    const lists = queries.filter(({ type }) => getNamedType(type).name.endsWith('Connection'));
    const singles = queries.filter(
      ({ args, type }) =>
        args.some(({ name }) => name === 'identity') && !getNamedType(type).name.endsWith('Connection'),
    );
    expect(lists.map(({ name }) => name)).toEqual([
      'addins',
      'auditEntries',
      'categories',
      'complianceConfigurations',
      'configurations',
      'directorySyncs',
      'endpoints',
      'policies',
      'pools',
      'principals',
      'rooms',
      'sites',
      'tokens',
    ]);
    expect(singles.map(({ name }) => name)).toEqual([
      'addin',
      'category',
      'complianceConfiguration',
      'configuration',
      'endpoint',
      'policy',
      'pool',
      'principal',
      'room',
      'site',
    ]);
    expect(singles.map(({ name, type }) => capitalised(name) === String(type))).not.toContain(false);
    const others = queries.filter((field) => !lists.includes(field) && !singles.includes(field));
    expect(others.map(({ name }) => name)).toEqual([
      'changesCursor',
      'directorySources',
      'errorCodes',
      'explainAccess',
      'node',
      'nodes',
      'sipDomains',
      'viewer',
    ]);
  });

  it('let every list of the root be filtered and ordered in the same way', () => {
    const lists = queries.filter(({ type }) => getNamedType(type).name.endsWith('Connection'));
    const plain = lists.filter(({ args, type }) => {
      const thing = getNamedType(type).name.replace(/Connection$/, '');
      const taken = Object.fromEntries(args.map((arg) => [arg.name, String(arg.type)]));
      return taken.where !== `${thing}Filter` || taken.order !== `${thing}Order`;
    });
    // Tokens are few, and read by administrators only.
    expect(plain.map(({ name }) => name)).toEqual(['tokens']);
  });

  it('are the same few operators in every filter', () => {
    const filters = inputTypes.filter(({ name }) => name.endsWith('Filter'));
    const ofThings = filters.filter((type) => type.getFields().and);
    const ofEnums = filters.filter(({ name }) => isEnumType(committedSchema.getType(name.replace(/Filter$/, ''))));
    const ofValues = filters.filter((type) => !ofThings.includes(type) && !ofEnums.includes(type));
    const operators = (type: GraphQLInputObjectType) => Object.keys(type.getFields()).join(' ');

    for (const type of ofThings) {
      const { and, or, not } = type.getFields();
      expect([and, or, not].map((field) => String(field?.type))).toEqual([
        `[${type.name}!]`,
        `[${type.name}!]`,
        type.name,
      ]);
    }
    expect(new Set(ofEnums.map(operators))).toEqual(new Set(['eq in ne']));
    expect(Object.fromEntries(ofValues.map((type) => [type.name, operators(type)]))).toEqual({
      BigIntFilter: 'eq gt gte lt lte ne',
      BooleanFilter: 'eq in ne',
      DateTimeFilter: 'eq gt gte lt lte ne',
      IntFilter: 'eq gt gte lt lte ne',
      NullFilter: 'isNull',
      NullableStringFilter: 'eq in isNull like ne',
      PrincipalListFilter: 'has isEmpty reaches',
      StringFilter: 'eq in like ne',
      TimeSpanFilter: 'eq gt gte lt lte ne',
      UInt32Filter: 'eq gt gte lt lte ne',
    });
  });
});
