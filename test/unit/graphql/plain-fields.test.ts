import { graphql, type GraphQLObjectType } from 'graphql';
import {
  type AuthCheckerFn,
  Authorized,
  Ctx,
  Field,
  Int,
  InterfaceType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  UseMiddleware,
} from 'type-graphql';

import { schemaOf } from '../../../src/graphql/build-schema';
import type { RequestContext } from '../../../src/graphql/context';

@InterfaceType()
abstract class Titled {
  @Field(() => String)
  title: string;

  @Authorized('READER')
  @Field(() => String, { nullable: true })
  shelf: string;
}

@ObjectType({ implements: Titled })
class Book extends Titled {
  @Field(() => Int)
  pages: number;

  @Field(() => Int, { name: 'year' })
  publishedIn: number;

  @Field(() => Int)
  get doubled(): number {
    return this.pages * 2;
  }

  @Field(() => String)
  borrower(@Ctx() context: unknown): string {
    return `${this.title} of ${String(context)}`;
  }

  @Authorized('READER')
  @Field(() => String, { nullable: true })
  secret: string;

  @Authorized('READER')
  @Field(() => String, { nullable: true, name: 'hidden' })
  get concealed(): string {
    return this.secret;
  }

  @UseMiddleware(async (_resolved, next) => `${String(await next())}!`)
  @Field(() => String)
  loud: string;
}

const values = { title: 'Ulysses', pages: 700, publishedIn: 1922, secret: 'a key', shelf: 'top', loud: 'yes' };

@Resolver()
class Library {
  @Query(() => Book)
  book(): Book {
    return Object.assign(new Book(), values);
  }

  @Mutation(() => Book)
  lend(): Book {
    return this.book();
  }

  @Query(() => Book)
  ofNoClass(): object {
    return values;
  }
}

const refusing: AuthCheckerFn<RequestContext> = () => false;
const schema = schemaOf([new Library()], refusing);
const ask = (source: string) => graphql({ schema, source, contextValue: 'Ann' });

it.each(['book', 'ofNoClass'])('reads the properties, getters and methods of a %s', async (name) => {
  const { data } = await ask(`{ ${name} { title pages year doubled borrower } }`);
  expect(data![name]).toEqual({ title: 'Ulysses', pages: 700, year: 1922, doubled: 1400, borrower: 'Ulysses of Ann' });
});

it('has no resolver before what is but a property', () => {
  const fields = Object.values((schema.getType('Book') as GraphQLObjectType).getFields());
  expect(fields.filter(({ resolve }) => resolve === undefined).map(({ name }) => name)).toEqual(['title', 'pages']);
});

it.each(['secret', 'hidden', 'shelf'])('still refuses the field %s, which checks who asks', async (field) => {
  const { data, errors } = await ask(`{ book { pages ${field} } }`);
  expect(data).toEqual({ book: { pages: 700, [field]: null } });
  expect(errors).toMatchObject([{ path: ['book', field] }]);
});

it('still asks the middleware of a field', async () => {
  expect((await ask('{ book { loud } }')).data).toEqual({ book: { loud: 'yes!' } });
});
