import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import type { GraphQLScalarType } from 'graphql';

import { UInt32Scalar, UrlScalar } from '../../graphql/scalars';
import { TimeSpanScalar } from '../../graphql/time-span.scalar';
import { Scope } from './scope';

/** A value that counts for a pool, and where it is set. */
export interface EffectiveValue<V> {
  value: V;
  source: Scope;
}

/** Declares `EffectiveX` for a type of values. */
function effectiveValue<V>(
  name: string,
  type: GraphQLScalarType | StringConstructor | BooleanConstructor,
  nullable = false,
): ClassType<EffectiveValue<V>> {
  @ObjectType(`Effective${name}`, { description: 'A value that counts for a pool, and where it is set.' })
  class DeclaredValue implements EffectiveValue<V> {
    @Field(() => type, { nullable, description: nullable ? 'The value; null where there is none.' : 'The value.' })
    value: V;

    @Field(() => Scope, { description: 'For which scope it is set.' })
    source: Scope;
  }
  return DeclaredValue;
}

export const EffectiveInt = effectiveValue<number>('Int', Int);
export const EffectiveUInt32 = effectiveValue<number>('UInt32', UInt32Scalar);
export const EffectiveUrl = effectiveValue<string | null>('Url', UrlScalar, true);
export const EffectiveBoolean = effectiveValue<boolean>('Boolean', Boolean);
export const EffectiveString = effectiveValue<string | null>('String', String, true);
export const EffectiveTimeSpan = effectiveValue<number>('TimeSpan', TimeSpanScalar);
