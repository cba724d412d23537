// Bundles the playground into dist/playground, unless what is there is newer than everything it is made of.
import { build } from 'esbuild';
import { cp, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = `${root}/src/playground/page`;
const out = `${root}/dist/playground`;
const files = (await readdir(page)).map((name) => `${page}/${name}`);

if (!(await isUpToDate())) {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const options = { bundle: true, minify: true, format: 'esm', outdir: out, logLevel: 'warning' };
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
    absWorkingDir: root,
  });
  await cp(`${page}/icon.svg`, `${out}/icon.svg`);
  // Last, because it is what tells that the rest is there.
  await cp(`${page}/index.html`, `${out}/index.html`);
}

async function isUpToDate() {
  const built = await stat(`${out}/index.html`).catch(() => null);
  if (!built) return false;
  const sources = await Promise.all(
    [...files, `${root}/package-lock.json`, fileURLToPath(import.meta.url)].map((file) => stat(file)),
  );
  return sources.every(({ mtimeMs }) => mtimeMs < built.mtimeMs);
}
