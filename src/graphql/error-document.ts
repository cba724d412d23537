import { type GraphQLEnumType, type GraphQLSchema } from 'graphql';
import {
  createSourceFile,
  getTextOfJSDocComment,
  type InterfaceDeclaration,
  isInterfaceDeclaration,
  isPropertySignature,
  type JSDoc,
  type Node,
  type PropertySignature,
  ScriptTarget,
} from 'typescript';

/** `docs/errors.md`: what errors say beside their messages, from the schema and from `src/error-details.ts`, whose types hold the code. */
export function errorDocument(schema: GraphQLSchema, source: string): string {
  const interfaces = interfacesOf(source);
  const codes = schema.getType('ErrorCode') as GraphQLEnumType;
  const byCode = new Map(propertiesOf(interfaces.get('ErrorDetails')!).map((each) => [nameOf(each), typeOf(each)]));
  const shapes = [...interfaces.values()].filter((each) => isExported(each) && !PLACED.has(each.name.text));
  return [
    '# What errors say',
    'Every error has a message, which is a whole sentence that names the thing, and `extensions` for programs. The enum `ErrorCode` of ' +
      'the schema has the codes. Written by `npm run schema` from `src/error-details.ts`, to which the compiler holds every error of the gateway.',
    '## HTTP statuses',
    table(STATUSES, ['Status', 'Code', 'When']),
    'To `/graphql/stream` all is answered by 200 and told in its events, but a body that can not be read: 400, 413 and 415 are as above.',
    '## Any error',
    table([
      ['`code`', '`ErrorCode`', 'What is wrong, in general.'],
      ['`cmdlet`', '`string`, may be left out', 'The cmdlet that the field stands in for that the error came from.'],
      ...rowsOf(interfaces.get('CommonDetails')!),
    ]),
    'A value that does not fit its type has no `parameter`. In a variable it is `BAD_USER_INPUT`, with its path in the message, and the declaration of ' +
      'the variable in `locations`. In the text of the operation it is `GRAPHQL_VALIDATION_FAILED`, with its place in `locations`; where it is to be a ' +
      '`BigInt`, `Fqdn`, `SipUri`, `TimeSpan`, `UInt32` or `URL`, it is `BAD_USER_INPUT` without a place.',
    ...codes.getValues().flatMap(({ name, description }) => {
      const details = interfaces.get(byCode.get(name)!);
      return [`## ${name}`, description!, ...(details ? [table(rowsOf(details))] : [])];
    }),
    '## Shapes',
    ...shapes.flatMap((each) => [`### ${each.name.text}`, commentOn(each), table(rowsOf(each))]),
  ]
    .map((paragraph) => `${paragraph}\n`)
    .join('\n');
}

/** What `POST /graphql` answers with. */
const STATUSES = [
  [
    '200',
    'any',
    'The operation ran; what its fields refuse is in `errors`, such as `FORBIDDEN`, `LIMIT_EXCEEDED`, or `UNAUTHENTICATED` for a wrong password.',
  ],
  [
    '400',
    '`GRAPHQL_PARSE_FAILED`, `GRAPHQL_VALIDATION_FAILED`, `OPERATION_RESOLUTION_FAILURE`',
    'The operation is none.',
  ],
  ['400', '`BAD_USER_INPUT`', 'The body is not JSON or no request, a variable does not fit, or it is a subscription.'],
  ['400', '`LIMIT_EXCEEDED`', 'The operation is too large, too deep or too costly.'],
  ['401', '`UNAUTHENTICATED`', 'There is no token, or a bad one.'],
  ['403', '`FORBIDDEN`', 'A viewer asks for a mutation.'],
  ['405', '`BAD_USER_INPUT`', 'The method is another, or `GET` for more than a query.'],
  ['413', '`LIMIT_EXCEEDED`', 'The body is larger than 4 MB.'],
  ['415', '`BAD_USER_INPUT`', 'The encoding of the body is unknown.'],
  ['500', '`INTERNAL_SERVER_ERROR`', 'The gateway failed before the operation ran.'],
  ['503', '`UNAVAILABLE`', 'The database can not be reached to tell who asks.'],
];

/** Those that stand in a place of their own. */
const PLACED = new Set(['CommonDetails', 'ErrorDetails']);

function interfacesOf(source: string): Map<string, InterfaceDeclaration> {
  const file = createSourceFile('error-details.ts', source, ScriptTarget.Latest, true);
  return new Map(file.statements.filter(isInterfaceDeclaration).map((each) => [each.name.text, each]));
}

function isExported({ modifiers }: InterfaceDeclaration): boolean {
  return modifiers !== undefined;
}

function propertiesOf({ members }: InterfaceDeclaration): PropertySignature[] {
  return members.filter(isPropertySignature);
}

function rowsOf(details: InterfaceDeclaration): string[][] {
  return propertiesOf(details).map((each) => [
    `\`${nameOf(each)}\``,
    `\`${typeOf(each)}\`${each.questionToken ? ', may be left out' : ''}`,
    commentOn(each),
  ]);
}

function nameOf({ name }: PropertySignature): string {
  return name.getText();
}

function typeOf({ type }: PropertySignature): string {
  // JSON has no dates.
  return type!
    .getText()
    .replace(/\s+/g, ' ')
    .replace(/\bDate\b/g, 'DateTime');
}

function commentOn(node: Node & { jsDoc?: JSDoc[] }): string {
  return getTextOfJSDocComment(node.jsDoc?.[0]?.comment) ?? '';
}

function table(rows: readonly string[][], heads = ['Detail', 'Type', 'Meaning']): string {
  const lines = [heads, heads.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}
