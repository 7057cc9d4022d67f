import { describe, expect, it } from 'vitest';
import { envelopeGain, toneOf } from '../../dashboards/live/src/audio/cueTone.ts';

describe('the tone of a cue', () => {
  it('rises with intensity and never falls', () => {
    const pitches = [-1, 0, 0.25, 0.5, 1, 2].map(
      (intensity) => toneOf({ side: 'left', intensity }).frequencyHz,
    );
    expect(pitches).toEqual([660, 660, 742.5, 825, 990, 990]);
  });

  it('comes from the side of the leg', () => {
    expect(toneOf({ side: 'left', intensity: 0 }).pan).toBeLessThan(0);
    expect(toneOf({ side: 'right', intensity: 0 }).pan).toBeGreaterThan(0);
    expect(toneOf({ side: 'both', intensity: 0 }).pan).toBe(0);
  });

  it('begins and ends silent, without a jump', () => {
    const tone = toneOf({ side: 'both', intensity: 1 });
    expect(envelopeGain(tone, 0)).toBe(0);
    expect(envelopeGain(tone, tone.durationS)).toBe(0);
    expect(envelopeGain(tone, tone.durationS / 2)).toBe(tone.peakGain);
    const stepS = 0.0005;
    for (let t = 0; t < tone.durationS; t += stepS) {
      const jump = Math.abs(envelopeGain(tone, t + stepS) - envelopeGain(tone, t));
      expect(jump).toBeLessThanOrEqual(0.016);
    }
  });
});
