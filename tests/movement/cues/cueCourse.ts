import type { LegMeasures } from '../../../src/model/bodyFrame.ts';
import type { Headline, RepPhase } from '../../../src/model/movement.ts';
import type { CueSettings } from '../../../src/model/settings.ts';
import type { CueDecision } from '../../../src/movement/cues/cueDecision.ts';
import { CueRule } from '../../../src/movement/cues/cueRule.ts';
import { CueVoice } from '../../../src/movement/cues/cueVoice.ts';
import { Suppression } from '../../../src/movement/cues/suppression.ts';
import type { SuppressionReason } from '../../../src/movement/cues/suppressionReason.ts';
import { DEFAULT_THRESHOLDS, headlineOf } from '../../../src/movement/thresholds.ts';
import { legFrame } from '../frames.ts';

export const RATE_HZ = 100;
const PERIOD_US = 1e6 / RATE_HZ;
export const RULE = DEFAULT_THRESHOLDS.cue;
export const HEADLINE = headlineOf('bilateralSquat', DEFAULT_THRESHOLDS);
export const SETTINGS: CueSettings = { enabled: true, fromBand: 2, words: 'Spread the floor' };
export const THRESHOLD_CM = HEADLINE.bandEdges[1];

export interface Moment {
  readonly rightCm: number;
  readonly leftCm: number;
  readonly phase: RepPhase;
  readonly excursionDeg: number;
  /** Flags of the projection of both legs, and of single legs besides. */
  readonly quality: number;
  readonly leftAnkle: number;
  readonly withheld: SuppressionReason | null;
  readonly lateMs: number;
  readonly measures: Partial<LegMeasures>;
}

export const BENT: Moment = {
  rightCm: 0,
  leftCm: 0,
  phase: 'descent',
  excursionDeg: 60,
  quality: 0,
  leftAnkle: 0,
  withheld: null,
  lateMs: 30,
  measures: {},
};
export const UPRIGHT: Moment = { ...BENT, phase: 'standing', excursionDeg: 0 };

export type Timed = CueDecision & { readonly atMs: number };

/** The rule with its suppression and voice, after the first rep of a calibration, frame by frame. */
export class Course {
  readonly rule: CueRule;
  readonly suppression: Suppression;
  readonly voice = new CueVoice(RULE);
  readonly decisions: Timed[] = [];
  #frame = 0;

  constructor(settings: Partial<CueSettings> = {}, headline: Headline = HEADLINE) {
    this.suppression = new Suppression(RULE, headline);
    this.suppression.repCounted();
    this.rule = new CueRule(
      { ...SETTINGS, ...settings },
      RULE,
      headline,
      RATE_HZ,
      this.suppression,
      this.voice,
    );
  }

  get nowMs(): number {
    return (this.#frame * 1000) / RATE_HZ;
  }

  /** Leaves out frames, as when no packet came. */
  skip(ms: number): void {
    this.#frame += (ms * RATE_HZ) / 1000;
  }

  /** Goes on for `ms` with one moment; gives what was decided in it. */
  go(ms: number, given: Partial<Moment>, base: Moment = BENT): Timed[] {
    const moment = { ...base, ...given };
    const decided: Timed[] = [];
    for (let i = 0; i < (ms * RATE_HZ) / 1000; i++) decided.push(...this.#step(moment));
    this.decisions.push(...decided);
    return decided;
  }

  /** What sounds is ended by whoever owns the phases, as in the product. */
  stand(ms = 3000): Timed[] {
    const cue = this.voice.end(this.nowMs * 1000);
    if (cue) this.decisions.push({ kind: 'off', cue, atMs: this.nowMs });
    return this.go(ms, {}, UPRIGHT);
  }

  #step(moment: Moment): Timed[] {
    const timeUs = this.#frame++ * PERIOD_US;
    const { quality: projection, leftAnkle, measures } = moment;
    const legs = [
      legFrame(
        'right',
        { ...measures, kneeMedialDeviationM: moment.rightCm / 100 },
        { projection },
      ),
      legFrame(
        'left',
        { ...measures, kneeMedialDeviationM: moment.leftCm / 100 },
        { projection, ankle: leftAnkle },
      ),
    ];
    return this.rule
      .step(legs, {
        timeUs,
        decidedUs: timeUs + moment.lateMs * 1000,
        phase: moment.phase,
        excursionDeg: moment.excursionDeg,
        withheld: moment.withheld,
      })
      .map((decision) => ({ ...decision, atMs: timeUs / 1000 }));
  }
}

export function kinds(decisions: readonly Timed[]): string[] {
  return decisions.map(({ kind }) => kind);
}

export function reasons(decisions: readonly CueDecision[]): SuppressionReason[] {
  return decisions.flatMap((each) => (each.kind === 'suppressed' ? [each.reason] : []));
}
