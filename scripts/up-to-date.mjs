import { readdir, stat } from 'node:fs/promises';

/** Whether the file `built` is newer than every source; sources are files and folders. */
export async function isUpToDate(built, sources) {
  const file = await stat(built).catch(() => null);
  if (!file) return false;
  const times = await Promise.all(sources.map(newest));
  return times.every((time) => time < file.mtimeMs);
}

/** A folder's own time tells when something was added to it or removed. */
async function newest(path) {
  const entry = await stat(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  const times = await Promise.all((await readdir(path)).map((name) => newest(`${path}/${name}`)));
  return Math.max(entry.mtimeMs, ...times);
}
