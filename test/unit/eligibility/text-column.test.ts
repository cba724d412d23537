import fc from 'fast-check';

import { packTexts, TextColumn } from '../../../src/eligibility/text-column';

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '😀'), maxLength: 6 });

describe('TextColumn', () => {
  it('finds the texts that have another one in them, or at their end', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 30 }), text, fc.nat(3), (texts, part, spare) => {
        const column = new TextColumn(packTexts(texts, texts.length + spare));
        const holding = [...texts.keys()].filter((i) => texts[i] !== '' && texts[i]!.includes(part));
        expect(column.holding(part)).toEqual(holding);
        fc.pre(part !== '');
        expect(column.holding(part, 'at the end')).toEqual(holding.filter((i) => texts[i]!.endsWith(part)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives each text back, and an empty one for who has none', () => {
    const column = new TextColumn(packTexts(['', 'é', '', '😀b'], 6));
    expect([0, 1, 2, 3, 4, 5].map((ordinal) => column.at(ordinal))).toEqual(['', 'é', '', '😀b', '', '']);
  });
});
