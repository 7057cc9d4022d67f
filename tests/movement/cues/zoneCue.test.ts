import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QUALITY_FLAGS, qualityBit } from '../../../src/model/quality.ts';
import type { CueDecision } from '../../../src/movement/cues/cueDecision.ts';
import { CueVoice } from '../../../src/movement/cues/cueVoice.ts';
import type { SuppressionReason } from '../../../src/movement/cues/suppressionReason.ts';
import { ZoneCue } from '../../../src/movement/cues/zoneCue.ts';
import { RATE_HZ, RULE, reasons, SETTINGS } from './cueCourse.ts';

const ZONE = { measure: 'shankLeanDeg', unit: 'deg', halfWidth: 3, hysteresis: 1 } as const;
const PERIOD_MS = 1000 / RATE_HZ;

interface Held {
  readonly flags?: number;
  readonly lateMs?: number;
  readonly withheld?: SuppressionReason | null;
}

class Balance {
  readonly cue = new ZoneCue(SETTINGS, RULE, ZONE, RATE_HZ, new CueVoice(RULE));
  nowMs = 0;

  hold(ms: number, value: number, { flags = 0, lateMs = 30, withheld = null }: Held = {}) {
    const decided: (CueDecision & { atMs: number })[] = [];
    for (let i = 0; i < ms / PERIOD_MS; i++, this.nowMs += PERIOD_MS) {
      const timeUs = this.nowMs * 1000;
      const decidedUs = timeUs + lateMs * 1000;
      const moment = { timeUs, decidedUs, side: 'left', value, flags, withheld } as const;
      for (const each of this.cue.step(moment)) decided.push({ ...each, atMs: this.nowMs });
    }
    return decided;
  }
}

describe('a cue outside a zone', () => {
  it.each([4, -4])('sounds after half a second at %f°, with its side', (value) => {
    const decided = new Balance().hold(1000, value);
    expect(decided).toMatchObject([
      { kind: 'on', cue: { side: 'left', value, threshold: Math.sign(value) * 3 }, atMs: 490 },
    ]);
  });

  it('passes over a sway that comes back by itself', () => {
    const balance = new Balance();
    for (let i = 0; i < 20; i++) {
      expect([...balance.hold(450, 5), ...balance.hold(100, 0)]).toEqual([]);
    }
  });

  it('ends within the zone by the hysteresis, and at its longest', () => {
    const balance = new Balance();
    balance.hold(600, 4);
    expect(balance.hold(500, 2.5)).toEqual([]);
    expect(balance.hold(200, 1.9)).toMatchObject([{ kind: 'off' }]);
    const long = new Balance();
    const [on, off] = long.hold(2500, 4);
    expect(off.atMs - on.atMs).toBe(RULE.maxDurMs);
  });

  it.each<[SuppressionReason, Held]>([
    ['data are slip', { flags: qualityBit('slip') }],
    ['packets are old', { lateMs: 200 }],
    ['delayed', { lateMs: 260 }],
    ['feedback is off', { withheld: 'feedback is off' }],
  ])('is suppressed, once while it stays out: %s', (reason, held) => {
    expect(reasons(new Balance().hold(3000, 4, held))).toEqual([reason]);
  });

  it('says nothing of what cannot be stated', () => {
    expect(new Balance().hold(2000, Number.NaN)).toEqual([]);
  });

  it('never sounds under a flag', () => {
    const moments = fc.array(
      fc.record({
        ms: fc.integer({ min: 1, max: 80 }).map((frames) => 10 * frames),
        value: fc.double({ min: -8, max: 8, noNaN: true }),
        flag: fc.option(fc.constantFrom(...QUALITY_FLAGS), { nil: null }),
      }),
      { minLength: 1, maxLength: 25 },
    );
    fc.assert(
      fc.property(moments, (course) => {
        const balance = new Balance();
        let isSounding = false;
        for (const { ms, value, flag } of course) {
          const flags = flag === null ? 0 : qualityBit(flag);
          for (const { kind } of balance.hold(ms, value, { flags })) {
            if (kind !== 'suppressed') isSounding = kind === 'on';
          }
          if (flags !== 0) expect(isSounding).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });
});
