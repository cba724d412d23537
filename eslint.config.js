// @ts-check
const { defineConfig } = require('eslint/config');
const tseslint = require('typescript-eslint');

/** From the lowest up: a layer imports only from those below it. */
const LAYERS = ['database', 'filters', 'graphql', 'directory', 'eligibility', 'changes', 'security', 'features'];

/** @param {string} layer */
const layersAbove = (layer) => LAYERS.slice(LAYERS.indexOf(layer) + 1);

module.exports = defineConfig(
  { ignores: ['dist/', 'data/', 'coverage/'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      // A function that answers with a promise where an interface asks for one reads the same with and without await.
      '@typescript-eslint/require-await': 'off',
    },
  },
  ...LAYERS.filter((layer) => layer !== 'features').map((layer) => ({
    files: [`src/${layer}/**/*.ts`],
    // It names every table, whichever layer has it.
    ignores: ['src/database/entities.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              // Whoever answers a request or keeps a record of it may know who asks: the actor stands on nothing itself.
              regex: String.raw`^(\.\./)+(?!security/actor$)(${layersAbove(layer).join('|')})/`,
              message: `The layer "${layer}" imports only from those below it.`,
            },
          ],
        },
      ],
    },
  })),
  {
    files: ['src/features/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: String.raw`^\.\./(?!\.\./)[^/]+/.*\.(resolver|inputs|payloads|plan|rules)$`,
              message:
                'Ask another feature through its service or loaders; its resolvers, inputs, payloads, plans and rules are its own.',
            },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Error']",
          message: 'Throw a GatewayError: its code tells the client what to do.',
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // What a test asserts of an answer is its own check; expect's matchers are untyped.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
