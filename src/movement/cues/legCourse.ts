import type { Headline } from '../../model/movement.ts';
import type { CueSettings } from '../../model/settings.ts';
import type { CueThresholds } from '../../model/thresholds.ts';
import { butterworthLowPass, ScalarLowPass } from '../../signal/butterworth.ts';
import { unitPerDeg } from './cueScale.ts';
import { NoiseMeter } from './noiseMeter.ts';

const CUTOFF_HZ = 10;
/** Standard deviations of the headline in standing that the dwell goes by, degrees. */
const QUIET_DEG = 1;
const NOISY_DEG = 1.3;
/** Looks this far ahead, where the value rises this fast for this long, to this far beyond. */
const AHEAD_S = 0.1;
const FAST_DEG_PER_S = 15;
const FAST_FOR_MS = 80;
const AHEAD_MARGIN_DEG = 2;

/** The headline of one leg, low-passed, against the threshold of its cue ([movement] §3.3). */
export class LegCourse {
  readonly #settings: CueSettings;
  readonly #rule: CueThresholds;
  readonly #baseThreshold: number;
  readonly #unitPerDeg: number;
  readonly #rateHz: number;
  readonly #filter: ScalarLowPass;
  readonly #noise: NoiseMeter;
  #value = Number.NaN;
  #rate = 0;
  #beyondFrames = 0;
  #soundFrames = 0;
  #fastFrames = 0;

  constructor(settings: CueSettings, rule: CueThresholds, headline: Headline, rateHz: number) {
    this.#settings = settings;
    this.#rule = rule;
    this.#unitPerDeg = unitPerDeg(headline.unit);
    this.#baseThreshold = baseThreshold(settings, headline);
    this.#rateHz = rateHz;
    this.#filter = new ScalarLowPass(butterworthLowPass(CUTOFF_HZ, rateHz));
    this.#noise = new NoiseMeter(rateHz);
  }

  /** In the headline's unit; NaN where it cannot be stated. */
  get value(): number {
    return this.#value;
  }

  get threshold(): number {
    const raised = this.#noise.sigma > NOISY_DEG ? this.#rule.thetaRaiseIfNoisyDeg : 0;
    return this.#baseThreshold + raised * this.#unitPerDeg;
  }

  get isBeyond(): boolean {
    return this.#value >= this.threshold;
  }

  /** Beyond the threshold for the dwell, whatever the data are worth. */
  get isDue(): boolean {
    return this.#lasts(this.#beyondFrames) || this.#isSoonBeyond;
  }

  /** Due, and the dwell was made of sound data alone. */
  get isSound(): boolean {
    return this.#lasts(this.#soundFrames) || this.#isSoonBeyond;
  }

  /** Whether it is back below the threshold by the hysteresis; what cannot be stated is. */
  isBack(threshold: number): boolean {
    if (Number.isNaN(this.#value)) return true;
    const hysteresis = Math.max(this.#rule.offHystDeg, 2 * this.#noise.sigma);
    return this.#value <= threshold - hysteresis * this.#unitPerDeg;
  }

  /**
   * @param raw in the headline's unit
   * @param isOk no flag on this leg
   * @param isQuiet the person stands, and nothing moves but noise
   */
  step(raw: number, isOk: boolean, isQuiet: boolean): void {
    if (!Number.isFinite(raw)) {
      this.#filter.reset();
      this.#value = Number.NaN;
      this.#beyondFrames = this.#soundFrames = this.#fastFrames = 0;
      return;
    }
    const before = this.#value;
    this.#value = this.#filter.step(raw);
    this.#rate = Number.isNaN(before) ? 0 : (this.#value - before) * this.#rateHz;
    // Noise is what sound data show: an artefact would raise the threshold for all that follows.
    if (isQuiet && isOk) this.#noise.step(this.#value / this.#unitPerDeg);
    if (!this.isBeyond) this.#beyondFrames = this.#soundFrames = 0;
    else {
      this.#beyondFrames++;
      if (isOk) this.#soundFrames++;
    }
    const isFast = this.#rate > FAST_DEG_PER_S * this.#unitPerDeg;
    this.#fastFrames = isFast && isOk ? this.#fastFrames + 1 : 0;
  }

  #lasts(frames: number): boolean {
    const { onHoldMs } = this.#rule;
    const { sigma } = this.#noise;
    let dwellMs = onHoldMs.else;
    if (sigma <= QUIET_DEG) dwellMs = onHoldMs['sigmaLe1.0'];
    else if (sigma <= NOISY_DEG) dwellMs = onHoldMs['sigmaLe1.3'];
    return frames > 0 && frames * 1000 >= dwellMs * this.#rateHz;
  }

  get #isSoonBeyond(): boolean {
    if (this.#settings.predict !== true) return false;
    if (this.#fastFrames * 1000 < FAST_FOR_MS * this.#rateHz) return false;
    const ahead = this.#value + AHEAD_S * this.#rate;
    return ahead >= this.threshold + AHEAD_MARGIN_DEG * this.#unitPerDeg;
  }
}

/** In the headline's unit: the lower edge of the band that cues begin at, and the margin on it. */
export function baseThreshold(settings: CueSettings, { bandEdges, unit }: Headline): number {
  return bandEdges[settings.fromBand - 1] + (settings.marginDeg ?? 0) * unitPerDeg(unit);
}
