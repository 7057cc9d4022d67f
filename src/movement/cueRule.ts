import type { LegFrame } from '../model/bodyFrame.ts';
import type { Cue, Headline, RepPhase } from '../model/movement.ts';
import type { Side } from '../model/placement.ts';
import { qualityWord } from '../model/quality.ts';
import type { CueSettings } from '../model/settings.ts';
import { butterworthLowPass, ScalarLowPass } from '../signal/butterworth.ts';
import { inHeadlineUnit } from './band.ts';
import { NoiseMeter } from './noiseMeter.ts';
import type { CueThresholds } from './thresholds.ts';

const CUTOFF_HZ = 10;
const INTENSITY_SPAN_DEG = 8;
const BOTH_WITHIN_DEG = 2;
const MINUTE_US = 60e6;
/** One degree of knee angle against one centimetre of knee position, as the band hysteresis has it. */
const CM_PER_DEG = 0.4;

export interface CueContext {
  readonly timeUs: number;
  readonly decidedUs: number;
  readonly phase: RepPhase;
  readonly excursionDeg: number;
  /** Why no cue may sound at all now, null when one may. */
  readonly holdBack: string | null;
}

export type CueDecision =
  | { readonly kind: 'on' | 'off'; readonly cue: Cue }
  | { readonly kind: 'suppressed'; readonly side: Side; readonly reason: string };

interface LegState {
  readonly filter: ScalarLowPass;
  readonly noise: NoiseMeter;
  aboveS: number;
  value: number;
}

/**
 * One cue at a time, on the worse leg: on when the headline stays beyond its threshold, off
 * when it has come back, and silent whenever the data under it are not `ok`.
 */
export class CueRule {
  readonly #settings: CueSettings;
  readonly #rule: CueThresholds;
  readonly #headline: Headline;
  readonly #periodS: number;
  readonly #rateHz: number;
  readonly #unitPerDeg: number;
  readonly #legs = new Map<Side, LegState>();
  #active: { cue: Cue; sinceUs: number; belowS: number } | null = null;
  #quietUntilUs = Number.NEGATIVE_INFINITY;
  #count = 0;
  #inRep = 0;
  #onsetsUs: number[] = [];
  #reported = false;

  constructor(settings: CueSettings, rule: CueThresholds, headline: Headline, rateHz: number) {
    this.#settings = settings;
    this.#rule = rule;
    this.#headline = headline;
    this.#rateHz = rateHz;
    this.#periodS = 1 / rateHz;
    this.#unitPerDeg = headline.unit === 'cm' ? CM_PER_DEG : 1;
  }

  /** True when a cue sounded since the rep began. */
  get cuedInRep(): boolean {
    return this.#inRep > 0;
  }

  step(legs: readonly LegFrame[], context: CueContext): CueDecision[] {
    for (const leg of legs) this.#follow(leg, context);
    if (context.phase === 'standing') {
      this.#reported = false;
      this.#inRep = 0;
      return this.#end(context.timeUs);
    }
    if (this.#active) return this.#continue(this.#active, legs, context);
    if (!this.#settings.enabled || context.excursionDeg < this.#rule.armFlexDeg) return [];
    return this.#tryOn(legs, context);
  }

  #follow(leg: LegFrame, context: CueContext): void {
    let state = this.#legs.get(leg.side);
    if (!state) {
      state = {
        filter: new ScalarLowPass(butterworthLowPass(CUTOFF_HZ, this.#rateHz)),
        noise: new NoiseMeter(this.#rateHz),
        aboveS: 0,
        value: Number.NaN,
      };
      this.#legs.set(leg.side, state);
    }
    const raw = inHeadlineUnit(leg.measures[this.#headline.measure], this.#headline.unit);
    if (!Number.isFinite(raw)) {
      state.filter.reset();
      state.value = Number.NaN;
      state.aboveS = 0;
      return;
    }
    state.value = state.filter.step(raw);
    if (context.phase === 'standing') state.noise.step(state.value / this.#unitPerDeg);
    state.aboveS = state.value >= this.#threshold(state) ? state.aboveS + this.#periodS : 0;
  }

  #threshold(state: LegState): number {
    const base = this.#headline.bandEdges[this.#settings.fromBand - 1];
    const noisy = state.noise.sigma > 1.3;
    return noisy ? base + this.#rule.thetaRaiseIfNoisyDeg * this.#unitPerDeg : base;
  }

  #dwellMs(state: LegState): number {
    const dwell = this.#rule.onHoldMs;
    if (state.noise.sigma <= 1) return dwell['sigmaLe1.0'];
    return state.noise.sigma <= 1.3 ? dwell['sigmaLe1.3'] : dwell.else;
  }

  #tryOn(legs: readonly LegFrame[], context: CueContext): CueDecision[] {
    const beyond = legs.filter((leg) => {
      const state = this.#legs.get(leg.side);
      return state !== undefined && state.aboveS * 1000 >= this.#dwellMs(state);
    });
    if (beyond.length === 0 || context.timeUs < this.#quietUntilUs) return [];
    const worse = beyond.reduce((a, b) => (this.#value(b) > this.#value(a) ? b : a));
    const reason = this.#reasonAgainst(worse, context);
    if (reason !== null) {
      if (this.#reported) return [];
      this.#reported = true;
      return [{ kind: 'suppressed', side: worse.side, reason }];
    }
    const other = beyond.find((leg) => leg !== worse);
    const both =
      other !== undefined &&
      this.#value(worse) - this.#value(other) < BOTH_WITHIN_DEG * this.#unitPerDeg;
    const state = this.#legs.get(worse.side)!;
    const threshold = this.#threshold(state);
    const cue: Cue = {
      number: ++this.#count,
      side: both ? 'both' : worse.side,
      measure: this.#headline.measure,
      value: state.value,
      threshold,
      intensity: Math.min(
        1,
        Math.max(0, (state.value - threshold) / (INTENSITY_SPAN_DEG * this.#unitPerDeg)),
      ),
      words: this.#settings.words,
    };
    this.#active = { cue, sinceUs: context.timeUs, belowS: 0 };
    this.#inRep++;
    this.#onsetsUs.push(context.timeUs);
    return [{ kind: 'on', cue }];
  }

  #value(leg: LegFrame): number {
    return this.#legs.get(leg.side)?.value ?? Number.NEGATIVE_INFINITY;
  }

  #reasonAgainst(leg: LegFrame, context: CueContext): string | null {
    if (context.holdBack !== null) return context.holdBack;
    const word = qualityWord(leg.quality.projection | leg.quality.ankle);
    if (word !== 'ok') return `data are ${word}`;
    if (context.decidedUs - context.timeUs > this.#rule.latencySuppressMs * 1000) return 'delayed';
    if (this.#inRep >= this.#rule.maxPerRep) return 'enough cues in this rep';
    this.#onsetsUs = this.#onsetsUs.filter((at) => context.timeUs - at < MINUTE_US);
    return this.#onsetsUs.length >= this.#rule.maxPerMin ? 'enough cues in this minute' : null;
  }

  #continue(
    active: { cue: Cue; sinceUs: number; belowS: number },
    legs: readonly LegFrame[],
    context: CueContext,
  ): CueDecision[] {
    const sides = active.cue.side === 'both' ? legs.map((leg) => leg.side) : [active.cue.side];
    const back = sides.every((side) => {
      const state = this.#legs.get(side);
      if (!state || Number.isNaN(state.value)) return true;
      const hysteresis = Math.max(this.#rule.offHystDeg, 2 * state.noise.sigma);
      return state.value <= active.cue.threshold - hysteresis * this.#unitPerDeg;
    });
    active.belowS = back ? active.belowS + this.#periodS : 0;
    const over = context.timeUs - active.sinceUs >= this.#rule.maxDurMs * 1000;
    const bad = legs.some((leg) => sides.includes(leg.side) && leg.quality.projection !== 0);
    return over || bad || active.belowS * 1000 >= this.#rule.offHoldMs
      ? this.#end(context.timeUs)
      : [];
  }

  #end(timeUs: number): CueDecision[] {
    if (!this.#active) return [];
    const { cue } = this.#active;
    this.#active = null;
    this.#quietUntilUs = timeUs + this.#rule.refractoryMs * 1000;
    return [{ kind: 'off', cue }];
  }
}
