import { describe, expect, it } from 'vitest';
import type { PipelineEvent } from '../../../src/model/events.ts';
import { qualityBit } from '../../../src/model/quality.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { GaitAnalysis } from '../../../src/movement/gait/gaitAnalysis.ts';
import { bodyFrame } from '../frames.ts';

const RATE_HZ = 100;
const FORCE_MPS2 = 9.8;

interface Walk {
  readonly lastsS: number;
  readonly strideS: number;
  /** Where in the cycle the foot leaves the floor. */
  readonly toeOffShare?: number;
  readonly knows?: (timeS: number) => boolean;
  readonly frames?: (timeS: number) => boolean;
  readonly stale?: (timeS: number) => boolean;
  readonly newSetAtS?: number;
}

/** The right leg walks; its contacts are at whole cycles. */
function walked(walk: Walk): PipelineEvent[] {
  const { lastsS, strideS, toeOffShare = 0.6 } = walk;
  const analysis = new GaitAnalysis({ ...DEFAULT_SETTINGS, task: 'gait' });
  const events: PipelineEvent[] = [];
  for (let i = 0; i < lastsS * RATE_HZ; i++) {
    const timeS = i / RATE_HZ;
    if (walk.frames?.(timeS) === false) continue;
    if (walk.newSetAtS === timeS) analysis.newSet();
    const phase = (timeS / strideS) % 1;
    const bump = (at: number, width: number) => {
      const off = Math.abs(phase - at);
      return Math.exp(-((Math.min(off, 1 - off) / width) ** 2));
    };
    const rateDps =
      350 * bump((toeOffShare + 1) / 2, 0.09) - 200 * bump(toeOffShare, 0.05) - 200 * bump(0, 0.05);
    const kneeFlexionDeg = 20 * bump(0.15, 0.1) + 60 * bump(0.75, 0.1);
    const bits = walk.stale?.(timeS) ? qualityBit('stale') : 0;
    const frame = bodyFrame(
      Math.round(timeS * 1e6),
      { right: { kneeFlexionDeg, kneeValgusDeg: 4 * bump(0.3, 0.1), shankLeanDeg: 1 }, left: {} },
      bits,
    );
    const legs = frame.legs.map((leg) => ({
      ...leg,
      quality: { ...leg.quality, knee: bits },
    }));
    const z = walk.knows?.(timeS) === false ? Number.NaN : rateDps;
    const shank = { forceMps2: FORCE_MPS2, angularRateDps: [0, 0, z] as const };
    events.push(...analysis.step({ ...frame, legs }, [{ side: 'right', thigh: shank, shank }]));
  }
  return events;
}

function stridesOf(events: readonly PipelineEvent[]) {
  return events.flatMap((event) => (event.type === 'stride' ? [event.stride] : []));
}

function reasonsOf(events: readonly PipelineEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'strideRejected' ? [event.rejection.reason] : [],
  );
}

describe('strides', () => {
  it('are measured from contact to contact', () => {
    const events = walked({ lastsS: 10, strideS: 1.1 });
    const strides = stridesOf(events);
    expect(strides.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(reasonsOf(events)).toEqual([]);
    for (const stride of strides) {
      expect(stride.strideS).toBeCloseTo(1.1, 2);
      // Bumps that overlap shift the minima by a hundredth of the cycle.
      expect(Math.abs(stride.stancePct - 60)).toBeLessThan(2);
      expect(stride.loadingFlexionDeg).toBeCloseTo(20, 0);
      expect(stride.swingFlexionDeg).toBeCloseTo(60, 0);
      expect(stride.valgusPeakStanceDeg).toBeCloseTo(4, 1);
      expect(stride.valgusRangeStanceDeg).toBeCloseTo(4, 0);
      expect(stride.shankLeanMidStanceDeg).toBeCloseTo(1, 3);
      expect(stride).toMatchObject({ frontal: 'exploratory', frontalQuality: 'ok', quality: 'ok' });
    }
  });

  it('are none where they take too long, or swing for too long, and the reason is told', () => {
    const slow = walked({ lastsS: 12, strideS: 2.5 });
    expect(stridesOf(slow)).toEqual([]);
    expect(reasonsOf(slow)[0]).toBe('Took 2.50 s; a stride takes 0.7 to 2 s.');
    const flying = walked({ lastsS: 10, strideS: 1.1, toeOffShare: 0.4 });
    expect(stridesOf(flying)).toEqual([]);
    expect(reasonsOf(flying)[0]).toMatch(/^Swing was 6\d % of it; it is 25 to 50 % in walking\.$/);
  });

  it('do not reach across a gap or a time without a calibration', () => {
    const gap = (timeS: number) => timeS < 5 || timeS > 5.3;
    for (const events of [
      walked({ lastsS: 10, strideS: 1.1, frames: gap }),
      walked({ lastsS: 10, strideS: 1.1, knows: gap }),
    ]) {
      const strides = stridesOf(events);
      expect(strides.length).toBeGreaterThanOrEqual(5);
      for (const { initialContactUs, nextContactUs } of strides) {
        expect(initialContactUs > 5.3e6 || nextContactUs < 5e6).toBe(true);
      }
    }
    expect(walked({ lastsS: 10, strideS: 1.1, knows: () => false })).toEqual([]);
  });

  it('say what their data were like', () => {
    const events = walked({ lastsS: 8, strideS: 1.1, stale: (timeS) => timeS > 4 && timeS < 4.2 });
    const words = stridesOf(events).map(({ quality }) => quality);
    expect(words.filter((word) => word === 'stale')).toHaveLength(1);
  });

  it('are counted from one in a new set', () => {
    const numbers = stridesOf(walked({ lastsS: 8, strideS: 1, newSetAtS: 4.5 }));
    expect(numbers.map(({ number }) => number)).toEqual([1, 2, 3, 1, 2, 3]);
  });
});
