import { build } from 'esbuild';
import { cp, mkdir, rm } from 'node:fs/promises';

/** Bundles the playground's page and the workers of its editor into the folder `out`. */
export async function buildPlayground(page, out) {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const options = {
    bundle: true,
    minify: true,
    format: 'esm',
    outdir: out,
    logLevel: 'warning',
    // GraphiQL imports Prettier's parsers by names that stand for CommonJS; of such a module, split off,
    // only the default export can be imported.
    alias: {
      'prettier/parser-graphql': 'prettier/plugins/graphql',
      'prettier/parser-babel': 'prettier/plugins/babel',
    },
  };
  await build({
    ...options,
    entryPoints: { playground: `${page}/playground.tsx` },
    splitting: true,
    jsx: 'automatic',
    loader: { '.ttf': 'file', '.woff2': 'file' },
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  await build({
    ...options,
    entryPoints: {
      'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
      'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
      'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    },
  });
  for (const file of ['index.html', 'icon.svg']) await cp(`${page}/${file}`, `${out}/${file}`);
}
