import type { CoveredCmdlet } from './cmdlet-coverage';

/** `docs/cmdlets.md`: which operation stands in for a cmdlet, and what for each of its parameters. */
export function cmdletDocument(coverage: readonly CoveredCmdlet[]): string {
  const there = coverage.filter(({ operations }) => operations.length);
  const missing = coverage.filter(({ operations }) => !operations.length);
  const parameters = coverage.flatMap((cmdlet) => cmdlet.parameters);
  const placed = parameters.filter(({ places }) => places.length);
  return [
    '# From cmdlets to operations',
    'What stands in for the PowerShell cmdlets of Persistent Chat and their parameters, as `@cmdlet` and `@parameter` in ' +
      '`schema.graphql` say it. Written by `npm run schema`.',
    `${there.length} of ${coverage.length} cmdlets and ${placed.length} of ${parameters.length} parameters have a place.`,
    ...there.map(section),
    ...(missing.length ? ['## Not there yet', missing.map(({ name }) => `- ${name}`).join('\n')] : []),
  ]
    .map((paragraph) => `${paragraph}\n`)
    .join('\n');
}

function section({ name, operations, parameters }: CoveredCmdlet): string {
  const rows = parameters.map((parameter) => `| ${parameter.name} | ${codes(parameter.places) || 'not there yet'} |`);
  return [`## ${name}`, '', `${codes(operations)}`, '', '| Parameter | Place |', '|---|---|', ...rows].join('\n');
}

const codes = (texts: readonly string[]) => texts.map((text) => `\`${text}\``).join(', ');
