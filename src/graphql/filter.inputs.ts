import { GraphQLDateTime } from 'graphql-scalars';
import type { GraphQLScalarType } from 'graphql';
import { type ClassType, Field, InputType, Int } from 'type-graphql';

import { BigIntScalar, UInt32Scalar } from './scalars';
import { TimeSpanScalar } from './time-span.scalar';

@InputType({ description: 'Conditions on a text; case does not count. All that are given must hold.' })
export class StringFilter {
  @Field(() => String, { nullable: true, description: 'Equal to this.' })
  eq?: string;

  @Field(() => String, { nullable: true, description: 'Not equal to this; null is not equal to anything.' })
  ne?: string;

  @Field(() => [String], { nullable: true, description: 'Equal to one of these.' })
  in?: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Like this pattern: `*` stands for any characters, `?` for one.',
  })
  like?: string;
}

@InputType({ description: 'Conditions on a text that may be null; case does not count. All that are given must hold.' })
export class NullableStringFilter extends StringFilter {
  @Field(() => Boolean, { nullable: true, description: 'Whether it is null.' })
  isNull?: boolean;
}

@InputType({ description: 'Conditions on a value that is not searched. All that are given must hold.' })
export class NullFilter {
  @Field(() => Boolean, { nullable: true, description: 'Whether it is null.' })
  isNull?: boolean;
}

@InputType({ description: 'Conditions on a yes or no. All that are given must hold.' })
export class BooleanFilter {
  @Field(() => Boolean, { nullable: true, description: 'Equal to this.' })
  eq?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Not equal to this.' })
  ne?: boolean;

  @Field(() => [Boolean], { nullable: true, description: 'Equal to one of these.' })
  in?: boolean[];
}

/** Conditions on a number. */
export interface NumberFilter {
  eq?: number;
  ne?: number;
  gt?: number;
  gte?: number;
  lt?: number;
  lte?: number;
}

/** Declares `XFilter` for a scalar that stands for numbers. */
function numberFilter(type: GraphQLScalarType, things: string): ClassType<NumberFilter> {
  @InputType(`${type.name}Filter`, { description: `Conditions on ${things}. All that are given must hold.` })
  class DeclaredFilter implements NumberFilter {
    @Field(() => type, { nullable: true, description: 'Equal to this.' })
    eq?: number;

    @Field(() => type, { nullable: true, description: 'Not equal to this.' })
    ne?: number;

    @Field(() => type, { nullable: true, description: 'Greater than this.' })
    gt?: number;

    @Field(() => type, { nullable: true, description: 'Greater than this or equal to it.' })
    gte?: number;

    @Field(() => type, { nullable: true, description: 'Less than this.' })
    lt?: number;

    @Field(() => type, { nullable: true, description: 'Less than this or equal to it.' })
    lte?: number;
  }
  return DeclaredFilter;
}

export const BigIntFilter = numberFilter(BigIntScalar, 'a number of bytes');
export const IntFilter = numberFilter(Int, 'a number');
export const UInt32Filter = numberFilter(UInt32Scalar, 'a number');
export const TimeSpanFilter = numberFilter(TimeSpanScalar, 'a length of time');

@InputType({ description: 'Conditions on a date. All that are given must hold.' })
export class DateTimeFilter {
  @Field(() => GraphQLDateTime, { nullable: true, description: 'At this moment.' })
  eq?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Not at this moment.' })
  ne?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'After this moment.' })
  gt?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'At this moment or after it.' })
  gte?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Before this moment.' })
  lt?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'At this moment or before it.' })
  lte?: Date;
}

@InputType({ description: 'Conditions on a list of principals. All that are given must hold.' })
export class PrincipalListFilter {
  @Field(() => String, {
    nullable: true,
    description: 'The list has this principal as an entry: any form of its identity.',
  })
  has?: string;

  @Field(() => String, {
    nullable: true,
    description: 'The list reaches this principal, as an entry or through groups and containers.',
  })
  reaches?: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether the list has no entries.' })
  isEmpty?: boolean;
}

/** Conditions on a value of an enum. */
export interface EnumFilter<E> {
  eq?: E;
  ne?: E;
  in?: E[];
}

/** Declares `XFilter` for a registered enum. */
export function enumFilter<E>(type: object, name: string): ClassType<EnumFilter<E>> {
  @InputType(`${name}Filter`, { description: `Conditions on a \`${name}\`. All that are given must hold.` })
  class DeclaredFilter implements EnumFilter<E> {
    @Field(() => type, { nullable: true, description: 'Equal to this.' })
    eq?: E;

    @Field(() => type, { nullable: true, description: 'Not equal to this.' })
    ne?: E;

    @Field(() => [type], { nullable: true, description: 'Equal to one of these.' })
    in?: E[];
  }
  return DeclaredFilter;
}
