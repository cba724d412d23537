import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { environment } from '../../src/config';

describe('the operations guide', () => {
  it('tells every setting, with its default', () => {
    const guide = readFileSync(join(__dirname, '../../docs/operations.md'), 'utf8');
    const rows = Array.from(guide.matchAll(/^\| `([A-Z_]+)` \| `([^`]*)` \|/gm), ([, name, value]) => [name, value]);
    const read = (value: unknown) => {
      if (typeof value === 'boolean') return value ? 'on' : 'off';
      return (value as { source?: string }).source ?? String(value);
    };
    const defaults = Object.entries(environment.parse({})).map(([name, value]) => [name, read(value)]);
    expect(rows.sort()).toEqual(defaults.sort());
  });
});
