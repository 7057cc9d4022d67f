import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineMaker, lineState } from '../../../src/influx/lines/lineMaker.ts';
import type { RecordedContent } from '../../../src/recording/channelDecoders.ts';
import { sessionSteps } from '../../recording/session.ts';
import { everyContent, FULL_SESSION } from './everyContent.ts';

/** Three seconds of a session, with all that there is in the midst of it. */
function contents(): RecordedContent[] {
  const some: RecordedContent[] = [];
  for (const step of sessionSteps(4)) {
    if (step.kind === 'input' && step.input.type !== 'packet') {
      some.push({ kind: 'input', input: step.input });
    }
    if (step.kind !== 'output') continue;
    const { samples, frames, events } = step.output;
    some.push(
      ...samples.map((one) => ({ kind: 'samples', samples: one }) as const),
      ...frames.map((frame) => ({ kind: 'frame', frame }) as const),
      ...events.map((event) => ({ kind: 'event', event }) as const),
    );
  }
  const middle = some.findIndex(({ kind }, i) => kind === 'frame' && i > some.length / 2);
  return [...some.slice(0, middle), ...everyContent(), ...some.slice(middle)];
}

const CONTENTS = contents();

describe('lines that are broken off and taken up from the state, as JSON', () => {
  it.each([
    { bodyRateHz: null, samples: true },
    { bodyRateHz: 7, samples: true },
    { bodyRateHz: 30, samples: false },
  ])('have the same bytes with $bodyRateHz Hz and samples $samples', (detail) => {
    const make = (from: number, to: number, state: string | null) => {
      const before = state === null ? null : lineState.parse(JSON.parse(state));
      const maker = new LineMaker(FULL_SESSION, 'lab', detail, before);
      const lines = CONTENTS.slice(from, to).flatMap((content) => maker.add(content));
      if (to >= CONTENTS.length) lines.push(...maker.end());
      return { lines, state: JSON.stringify(maker.state) };
    };
    const whole = make(0, CONTENTS.length, null).lines.join('\n');
    const cuts = fc.uniqueArray(fc.nat(CONTENTS.length - 1), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(cuts, (places) => {
        const ends = [...places.sort((a, b) => a - b), CONTENTS.length];
        const lines: string[] = [];
        let state: string | null = null;
        for (const [i, end] of ends.entries()) {
          const part = make(ends[i - 1] ?? 0, end, state);
          lines.push(...part.lines);
          ({ state } = part);
        }
        expect(lines.join('\n')).toBe(whole);
      }),
      { numRuns: 60 },
    );
  });

  it('need no more than a few kilobytes, however long the recording', () => {
    const maker = new LineMaker(FULL_SESSION, 'lab', { bodyRateHz: 30, samples: true }, null);
    for (const content of CONTENTS) maker.add(content);
    const once = JSON.stringify(maker.state).length;
    for (const content of CONTENTS) maker.add(content);
    expect(JSON.stringify(maker.state).length).toBeLessThan(1.1 * once);
    expect(once).toBeLessThan(10_000);
  });
});
