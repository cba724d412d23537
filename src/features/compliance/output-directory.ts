import { posix, win32 } from 'node:path';

import { characterCount, foldedKey } from '../../database/text-keys';

/** The paths of Windows are no longer, as far as most programs are concerned. */
const LONGEST = 256;
const DRIVE = /^[a-z]:[\\/]/i;
const SHARE = /^[\\/]{2}[^\\/.?][^\\/]*[\\/][^\\/]+/;
const RESERVED = /^(con|conin\$|conout\$|prn|aux|nul|(com|lpt)[\d¹²³]) *(\..*)?$/i;

/** A folder by its absolute path, of Windows (`C:\Compliance`, `\\server\share\compliance`) or POSIX. */
export class OutputDirectory {
  private constructor(
    /** Normalised: one separator between names, none at the end, no `.` or `..`. */
    readonly path: string,
    private readonly isWindows: boolean,
  ) {}

  /** @returns the end of a sentence that tells what is wrong, where the text is no such path */
  static parse(text: string): OutputDirectory | string {
    if (/\p{Cc}/u.test(text)) return 'has a control character';
    const isWindows = DRIVE.test(text) || SHARE.test(text);
    if (!isWindows && !/^\/(?!\/)/.test(text)) {
      return 'is no absolute path, such as "C:\\Compliance", "\\\\server\\share\\compliance" or "/var/compliance"';
    }
    const normalised = isWindows ? win32.normalize(text) : posix.normalize(text);
    const path = normalised.replace(isWindows ? /(?<=[^:])\\$/ : /(?<=.)\/$/, '');
    const length = Math.max(path.length, characterCount(path));
    if (length > LONGEST) return `has ${length} characters; a path may have at most ${LONGEST}`;
    const fault = isWindows ? faultOfWindows(path) : faultOfPosix(path);
    return (
      fault ??
      new OutputDirectory(isWindows ? path.replace(/^[a-z](?=:)/, (drive) => drive.toUpperCase()) : path, isWindows)
    );
  }

  /** Equal for two folders that are the same on a system that doesn't regard case. */
  get key(): string {
    return foldedKey(this.path);
  }

  /** Whether it is this folder or below it. */
  isWithin(base: OutputDirectory): boolean {
    if (this.isWindows !== base.isWindows) return false;
    const separator = this.isWindows ? '\\' : '/';
    const [inner, outer] = [this, base].map(({ key, path }) => {
      const compared = this.isWindows ? key : path;
      return compared.endsWith(separator) ? compared : `${compared}${separator}`;
    }) as [string, string];
    return inner.startsWith(outer);
  }
}

/** On Windows, where such a path is one of the drive at hand, it would lead elsewhere. */
function faultOfPosix(path: string): string | null {
  return path.includes('\\') ? 'has a backslash among its slashes' : null;
}

/** Windows takes some names for others, and finds something else behind them. */
function faultOfWindows(path: string): string | null {
  const names = path
    .replace(/^[a-z]:/i, '')
    .split('\\')
    .filter(Boolean);
  const wrong = names.find((name) => /[<>:"|?*]/.test(name) || /[. ]$/.test(name) || RESERVED.test(name));
  return wrong === undefined ? null : `has the name ${JSON.stringify(wrong)}, which Windows gives to no folder`;
}
