/** What the value of an attribute is; a template has expressions in braces. */
export type XsltValue = 'text' | 'expression' | 'pattern' | 'template';

/** An element of XSLT 1.0. */
export interface XsltElement {
  /** Where it may stand: `declarations`, as a child of the root; `output`, wherever output is made; or in the elements of these names. */
  in: readonly string[];
  /** What it holds beside those elements that name it: what makes output, text alone, or nothing. */
  holds: 'output' | 'text' | 'nothing';
  /** Of the elements that it stands before: all others in an element of this name. */
  leads?: string;
  required?: readonly string[];
  attributes?: Readonly<Record<string, XsltValue>>;
}

const texts = (...names: string[]): Record<string, XsltValue> =>
  Object.fromEntries(names.map((name) => [name, 'text']));

const DECLARATIONS = ['declarations'];
const OUTPUT = ['output'];
const VARIABLE = { required: ['name'], attributes: { ...texts('name'), select: 'expression' } } as const;
const BRANCH = { required: ['test'], attributes: { test: 'expression' } } as const;
const SPACE = { in: DECLARATIONS, holds: 'nothing', required: ['elements'], attributes: texts('elements') } as const;
const REFERENCE = { in: DECLARATIONS, holds: 'nothing', required: ['href'], attributes: texts('href') } as const;
const NAMED = { name: 'template', namespace: 'template' } as const;

/** The elements of XSLT 1.0 below the root, by their local names. */
export const XSLT_ELEMENTS: ReadonlyMap<string, XsltElement> = new Map<string, XsltElement>(
  Object.entries<XsltElement>({
    import: { ...REFERENCE, leads: 'stylesheet' },
    include: REFERENCE,
    'strip-space': SPACE,
    'preserve-space': SPACE,
    output: {
      in: DECLARATIONS,
      holds: 'nothing',
      attributes: texts(
        'method',
        'version',
        'encoding',
        'omit-xml-declaration',
        'standalone',
        'doctype-public',
        'doctype-system',
        'cdata-section-elements',
        'indent',
        'media-type',
      ),
    },
    key: {
      in: DECLARATIONS,
      holds: 'nothing',
      required: ['name', 'match', 'use'],
      attributes: { name: 'text', match: 'pattern', use: 'expression' },
    },
    'decimal-format': {
      in: DECLARATIONS,
      holds: 'nothing',
      attributes: texts(
        'name',
        'decimal-separator',
        'grouping-separator',
        'infinity',
        'minus-sign',
        'NaN',
        'percent',
        'per-mille',
        'zero-digit',
        'digit',
        'pattern-separator',
      ),
    },
    'namespace-alias': {
      in: DECLARATIONS,
      holds: 'nothing',
      required: ['stylesheet-prefix', 'result-prefix'],
      attributes: texts('stylesheet-prefix', 'result-prefix'),
    },
    'attribute-set': {
      in: DECLARATIONS,
      holds: 'nothing',
      required: ['name'],
      attributes: texts('name', 'use-attribute-sets'),
    },
    template: {
      in: DECLARATIONS,
      holds: 'output',
      attributes: { match: 'pattern', ...texts('name', 'priority', 'mode') },
    },
    variable: { in: ['declarations', 'output'], holds: 'output', ...VARIABLE },
    param: { in: ['declarations', 'template'], holds: 'output', leads: 'template', ...VARIABLE },
    'apply-templates': { in: OUTPUT, holds: 'nothing', attributes: { select: 'expression', mode: 'text' } },
    'apply-imports': { in: OUTPUT, holds: 'nothing' },
    'call-template': { in: OUTPUT, holds: 'nothing', required: ['name'], attributes: texts('name') },
    'with-param': { in: ['apply-templates', 'call-template'], holds: 'output', ...VARIABLE },
    'for-each': { in: OUTPUT, holds: 'output', required: ['select'], attributes: { select: 'expression' } },
    sort: {
      in: ['apply-templates', 'for-each'],
      holds: 'nothing',
      leads: 'for-each',
      attributes: {
        select: 'expression',
        lang: 'template',
        'data-type': 'template',
        order: 'template',
        'case-order': 'template',
      },
    },
    'value-of': {
      in: OUTPUT,
      holds: 'nothing',
      required: ['select'],
      attributes: { select: 'expression', 'disable-output-escaping': 'text' },
    },
    'copy-of': { in: OUTPUT, holds: 'nothing', required: ['select'], attributes: { select: 'expression' } },
    number: {
      in: OUTPUT,
      holds: 'nothing',
      attributes: {
        level: 'text',
        count: 'pattern',
        from: 'pattern',
        value: 'expression',
        format: 'template',
        lang: 'template',
        'letter-value': 'template',
        'grouping-separator': 'template',
        'grouping-size': 'template',
      },
    },
    choose: { in: OUTPUT, holds: 'nothing' },
    when: { in: ['choose'], holds: 'output', ...BRANCH },
    otherwise: { in: ['choose'], holds: 'output' },
    if: { in: OUTPUT, holds: 'output', ...BRANCH },
    text: { in: OUTPUT, holds: 'text', attributes: texts('disable-output-escaping') },
    copy: { in: OUTPUT, holds: 'output', attributes: texts('use-attribute-sets') },
    message: { in: OUTPUT, holds: 'output', attributes: texts('terminate') },
    fallback: { in: OUTPUT, holds: 'output' },
    'processing-instruction': {
      in: OUTPUT,
      holds: 'output',
      required: ['name'],
      attributes: { name: 'template' },
    },
    comment: { in: OUTPUT, holds: 'output' },
    element: {
      in: OUTPUT,
      holds: 'output',
      required: ['name'],
      attributes: { ...NAMED, 'use-attribute-sets': 'text' },
    },
    attribute: { in: ['output', 'attribute-set'], holds: 'output', required: ['name'], attributes: NAMED },
  }),
);

/** The elements that may be the root, and what they hold. */
export const XSLT_ROOTS: ReadonlySet<string> = new Set(['stylesheet', 'transform']);

export const XSLT_ROOT_ATTRIBUTES: Readonly<Record<string, XsltValue>> = texts(
  'id',
  'version',
  'extension-element-prefixes',
  'exclude-result-prefixes',
);
