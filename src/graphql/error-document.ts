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
    '## Any error',
    table([
      ['`code`', '`ErrorCode`', 'What is wrong, in general.'],
      ['`cmdlet`', '`string`, may be left out', 'The cmdlet that the field stands in for that the error came from.'],
      ...rowsOf(interfaces.get('CommonDetails')!),
    ]),
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

function table(rows: readonly string[][]): string {
  const lines = [['Detail', 'Type', 'Meaning'], ['---', '---', '---'], ...rows];
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}
