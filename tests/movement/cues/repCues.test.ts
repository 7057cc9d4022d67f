import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CueSchedule } from '../../../src/model/cueSchedule.ts';
import type { PipelineEvent } from '../../../src/model/events.ts';
import { QUALITY_FLAGS, type QualityBits, qualityBit } from '../../../src/model/quality.ts';
import { type CueSettings, DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { isDrawn } from '../../../src/movement/cues/fadedDraw.ts';
import { RepAnalysis } from '../../../src/movement/repAnalysis.ts';
import { bodyFrame } from '../frames.ts';

const RATE_HZ = 100;
const REP_S = 2;
const REST_S = 2;
const IN_CM = 8;

/** Somebody who squats in front of the analysis, with the right knee as far in as asked. */
class Squatter {
  readonly events: PipelineEvent[] = [];
  readonly #analysis: RepAnalysis;
  #frame = 0;

  constructor(cue: Partial<CueSettings> = {}) {
    this.#analysis = new RepAnalysis({
      ...DEFAULT_SETTINGS,
      cue: { ...DEFAULT_SETTINGS.cue, ...cue },
    });
    this.#analysis.calibrated(null);
    this.rest();
  }

  get nowUs(): number {
    return this.#frame * (1e6 / RATE_HZ);
  }

  rest(seconds = REST_S): PipelineEvent[] {
    return this.#go(seconds, () => [0, 0]);
  }

  rep(inCm: number, flags: QualityBits = 0): PipelineEvent[] {
    const events = this.#go(
      REP_S,
      (share) => {
        const bend = (1 - Math.cos(2 * Math.PI * share)) / 2;
        return [80 * bend, inCm * bend];
      },
      flags,
    );
    return [...events, ...this.rest()];
  }

  ask(): PipelineEvent[] {
    return this.#keep(this.#analysis.askCue(this.nowUs));
  }

  newSet(): PipelineEvent[] {
    const events = this.#keep(this.#analysis.setEnded(this.nowUs));
    this.#analysis.newSet();
    return events;
  }

  /** Half a rep down, and held there. */
  bend(inCm: number, seconds: number, flags: QualityBits): PipelineEvent[] {
    return this.#go(seconds, () => [70, inCm], flags);
  }

  #go(
    seconds: number,
    course: (share: number) => readonly [number, number],
    flags: QualityBits = 0,
  ): PipelineEvent[] {
    const events: PipelineEvent[] = [];
    const count = Math.round(seconds * RATE_HZ);
    for (let i = 0; i < count; i++) {
      const [kneeFlexionDeg, rightCm] = course(i / count);
      const frame = bodyFrame(
        this.nowUs,
        {
          right: { kneeFlexionDeg, kneeMedialDeviationM: rightCm / 100, kneeValgusDeg: 0 },
          left: { kneeFlexionDeg, kneeMedialDeviationM: 0, kneeValgusDeg: 0 },
        },
        flags,
      );
      events.push(...this.#analysis.step(frame));
      this.#frame++;
    }
    return this.#keep(events);
  }

  #keep(events: PipelineEvent[]): PipelineEvent[] {
    this.events.push(...events);
    return events;
  }
}

/** After the first rep, which no cue follows. */
function afterFirstRep(cue: Partial<CueSettings>): Squatter {
  const squatter = new Squatter(cue);
  squatter.rep(0);
  squatter.events.length = 0;
  return squatter;
}

function withSchedule(schedule: CueSchedule, more: Partial<CueSettings> = {}): Squatter {
  return afterFirstRep({ schedule, ...more });
}

/** The feedback among events, in order. */
function told(events: readonly PipelineEvent[]): string[] {
  return events.flatMap((event) => {
    switch (event.type) {
      case 'cueOn':
        return [`on ${event.cue.side}`];
      case 'cueOff':
        return ['off'];
      case 'cueSuppressed':
        return [event.reason];
      case 'inLine':
        return [`in line ${event.repNumber}`];
      default:
        return [];
    }
  });
}

describe('feedback on reps', () => {
  it('by default is a cue as it happens, and silence is good', () => {
    const squatter = afterFirstRep({});
    expect(told(squatter.rep(IN_CM))).toEqual(['on right', 'off']);
    expect(told(squatter.rep(2))).toEqual([]);
  });

  it('is not given on the first rep after a calibration', () => {
    const first = new Squatter({ schedule: { kind: 'concurrent' } });
    expect(told(first.rep(IN_CM))).toEqual(['first rep after calibration']);
    expect(told(new Squatter({ inLine: true }).rep(0))).toEqual([]);
  });

  it('carries when it was decided, and what was suppressed its value', () => {
    const events = withSchedule({ kind: 'off' }).rep(IN_CM);
    const [suppressed] = events.flatMap((event) => (event.type === 'cueSuppressed' ? [event] : []));
    expect(suppressed).toMatchObject({ reason: 'feedback is off', side: 'right', threshold: 4 });
    expect(suppressed.decidedUs).toBe(suppressed.timeUs + 20_000);
    expect(suppressed.value).toBeGreaterThan(4);
  });

  it('tells that a rep was in line where the settings want it, at its end', () => {
    const squatter = afterFirstRep({ inLine: true });
    const events = squatter.rep(3);
    expect(told(events)).toEqual(['in line 2']);
    const at = (type: PipelineEvent['type']) => events.find((event) => event.type === type)?.timeUs;
    expect(at('inLine')).toBe(at('rep'));
    expect(told(squatter.rep(IN_CM))).toEqual(['on right', 'off']);
    expect(told(squatter.rep(3, qualityBit('interpolated')))).toEqual([]);
  });

  it('with concurrent comes on every rep', () => {
    const squatter = withSchedule({ kind: 'concurrent' });
    expect(told([...squatter.rep(0), ...squatter.rep(IN_CM)])).toEqual([
      'in line 2',
      'on right',
      'off',
    ]);
  });

  it('with terminal comes after the rep, within 1.5 s, for no longer than a cue lasts', () => {
    const squatter = withSchedule({ kind: 'terminal', after: 'rep' });
    const events = squatter.rep(IN_CM);
    expect(told(events)).toEqual(['told afterwards', 'on right', 'off']);
    const rep = events.find((event) => event.type === 'rep');
    const [on, off] = events.filter(({ type }) => type === 'cueOn' || type === 'cueOff');
    expect(on.timeUs - (rep?.rep.endUs ?? 0)).toBeLessThanOrEqual(1.5e6);
    expect(off.timeUs - on.timeUs).toBe(1.5e6);
  });

  it('with terminal after the set speaks of its mean', () => {
    const squatter = withSchedule({ kind: 'terminal', after: 'set' });
    for (const inCm of [IN_CM, 6, IN_CM]) squatter.rep(inCm);
    expect(squatter.newSet()).toMatchObject([
      { type: 'cueOn', cue: { side: 'right', value: expect.closeTo(22 / 3, 0) } },
    ]);
    for (const inCm of [IN_CM, 0, 0]) squatter.rep(inCm);
    expect(squatter.newSet()).toEqual([]);
    expect(squatter.newSet()).toEqual([]);
  });

  it('with selfControlled comes when it is asked for, once', () => {
    const squatter = withSchedule({ kind: 'selfControlled' });
    expect(told(squatter.rep(IN_CM))).toEqual(['not asked for']);
    expect(told(squatter.ask())).toEqual(['on right']);
    squatter.rest();
    expect(told(squatter.ask())).toEqual([]);
    expect(told(squatter.rep(IN_CM))).toEqual(['on right', 'off']);
    squatter.rep(0);
    expect(told(squatter.ask())).toEqual(['in line 4']);
    expect(told(afterFirstRep({}).ask())).toEqual([]);
  });

  it('with faded comes on the reps that were drawn, and on no others', () => {
    const seed = 5;
    const squatter = withSchedule({ kind: 'faded', step: 2, seed });
    // Rep 0 of the session was done before; reps are 4 s apart, so that no minute has 13 cues.
    for (let index = 1; index < 12; index++) {
      const [first] = told(squatter.rep(IN_CM)).filter((each) => each !== 'off');
      expect(first).toBe(isDrawn(index, 0.5, seed) ? 'on right' : 'not drawn for this rep');
    }
  });

  it('is none where cues are switched off', () => {
    for (const kind of ['concurrent', 'selfControlled', 'off'] as const) {
      const silent = withSchedule({ kind }, { enabled: false, inLine: true });
      silent.rep(IN_CM);
      silent.ask();
      silent.rep(0);
      expect(told(silent.events)).toEqual([]);
    }
  });

  it('is the same for the same frames, whatever the schedule', () => {
    const schedules: CueSchedule[] = [
      { kind: 'bandwidth' },
      { kind: 'faded', step: 3, seed: 11 },
      { kind: 'terminal', after: 'rep' },
    ];
    for (const schedule of schedules) {
      const [a, b] = [0, 1].map(() => {
        const squatter = withSchedule(schedule, { inLine: true });
        for (const inCm of [0, 5, 9, 3, 7]) squatter.rep(inCm);
        return JSON.stringify(squatter.events);
      });
      expect(a).toBe(b);
    }
  });

  it('never sounds on flagged data, at any schedule', () => {
    const pieces = fc.array(
      fc.record({
        seconds: fc.integer({ min: 1, max: 60 }).map((tenths) => tenths / 20),
        inCm: fc.double({ min: -3, max: 12, noNaN: true }),
        flag: fc.option(fc.constantFrom(...QUALITY_FLAGS), { nil: null }),
        rests: fc.boolean(),
      }),
      { minLength: 1, maxLength: 10 },
    );
    const schedule = fc.constantFrom<CueSchedule>(
      { kind: 'bandwidth' },
      { kind: 'concurrent' },
      { kind: 'faded', step: 1, seed: 1 },
      { kind: 'terminal', after: 'rep' },
    );
    fc.assert(
      fc.property(schedule, pieces, (given, course) => {
        const squatter = withSchedule(given, { inLine: true });
        for (const { seconds, inCm, flag, rests } of course) {
          const flags = flag === null ? 0 : qualityBit(flag);
          const events = squatter.bend(inCm, seconds, flags);
          if (flags !== 0) {
            expect(events.filter(({ type }) => type === 'cueOn' || type === 'inLine')).toEqual([]);
          }
          if (rests) squatter.rest(1);
        }
      }),
      { numRuns: 40 },
    );
  });
});
