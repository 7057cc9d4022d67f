import { percentile } from '../../signal/statistics.ts';
import type { GaitSettings } from '../thresholds.ts';
import { SmoothRate } from './smoothRate.ts';

/** One contact of a foot, with the toe-off of the swing before it. */
export interface FootContact {
  /** null where the shank did not turn back before its swing, as in the first step. */
  readonly toeOffUs: number | null;
  readonly midSwingUs: number;
  readonly initialContactUs: number;
}

const TOE_OFF_WITHIN_US = 500_000;
const CONTACT_WITHIN_US = 400_000;
/** As many peaks tell how fast this person swings. */
const REMEMBERED_PEAKS = 9;
/** Who stood for longer may walk on in another way. */
const FORGOTTEN_US = 4e6;

interface Extreme {
  readonly timeUs: number;
  readonly value: number;
}

/**
 * Foot contacts of one leg from the rate of its shank about the segment's z axis, + while the ankle
 * swings forward under the knee: mid-swing is the largest peak, contact the first minimum below zero
 * after it, toe-off the last one before it (Aminian et al. 2002; Salarian et al. 2004). Causal; the
 * smoothing is symmetric, so contacts are known late but dated right.
 */
export class StrideDetector {
  readonly #settings: GaitSettings;
  readonly #smooth: SmoothRate;
  readonly #timesUs: number[] = [];
  /** The last three smooth values, oldest first, with their times. */
  #recent: Extreme[] = [];
  /** Minima that may be a toe-off. */
  #minima: Extreme[] = [];
  #peaks: number[] = [];
  #swing: Extreme | null = null;
  /** Since when the shank turns back after mid-swing. */
  #turnedUs: number | null = null;
  #last: { readonly midSwing: Extreme } | null = null;

  constructor(settings: GaitSettings, rateHz: number) {
    this.#settings = settings;
    this.#smooth = new SmoothRate(rateHz);
  }

  /**
   * @param rateDps NaN where it is not known
   * @returns the contact that this frame proved, null else
   */
  step(timeUs: number, rateDps: number): FootContact | null {
    if (!Number.isFinite(rateDps)) {
      this.interrupt();
      return null;
    }
    this.#timesUs.push(timeUs);
    const value = this.#smooth.step(rateDps);
    if (this.#timesUs.length > this.#smooth.lag + 1) this.#timesUs.shift();
    if (Number.isNaN(value)) return null;
    this.#recent.push({ timeUs: this.#timesUs[0], value });
    if (this.#recent.length < 3) return null;
    if (this.#recent.length > 3) this.#recent.shift();
    return this.#advance();
  }

  /** Data were missing: a step over the gap would be invented. */
  interrupt(): void {
    this.#smooth.reset();
    this.#timesUs.length = 0;
    this.#recent = [];
    this.#minima = [];
    this.#swing = null;
    this.#turnedUs = null;
  }

  #advance(): FootContact | null {
    const [before, here, after] = this.#recent;
    const isPeak = here.value > before.value && here.value >= after.value;
    const isMinimum = here.value < before.value && here.value <= after.value;
    if (this.#swing !== null && this.#turnedUs === null && here.value < 0) {
      this.#turnedUs = here.timeUs;
    }
    if (isPeak && here.value > this.#leastPeak(here.timeUs)) this.#peak(vertexOf(this.#recent));
    if (!isMinimum) return this.#giveUp(here.timeUs);
    const minimum = vertexOf(this.#recent);
    if (this.#swing !== null && this.#turnedUs !== null && here.value < 0) {
      return this.#contact(this.#swing, minimum);
    }
    this.#minima.push(minimum);
    return null;
  }

  #leastPeak(nowUs: number): number {
    const { midSwingDegS, midSwingFrac } = this.#settings;
    if (this.#last !== null && nowUs - this.#last.midSwing.timeUs > FORGOTTEN_US) this.#peaks = [];
    if (this.#peaks.length === 0) return midSwingDegS;
    return Math.max(midSwingDegS, midSwingFrac * percentile(this.#peaks, 50));
  }

  /** Of two peaks close to each other the larger one is mid-swing. */
  #peak(peak: Extreme): void {
    if (this.#swing !== null && this.#swing.value >= peak.value) return;
    const last = this.#last?.midSwing;
    const isClose =
      last !== undefined && peak.timeUs - last.timeUs < this.#settings.minGapMs * 1000;
    if (isClose && last.value >= peak.value) return;
    this.#swing = peak;
    this.#turnedUs = null;
  }

  #contact(midSwing: Extreme, minimum: Extreme): FootContact {
    const toeOff = this.#minima
      .filter(
        ({ timeUs, value }) =>
          timeUs < midSwing.timeUs &&
          midSwing.timeUs - timeUs <= TOE_OFF_WITHIN_US &&
          value < this.#settings.toMaxDegS,
      )
      .at(-1);
    this.#peaks = [...this.#peaks, midSwing.value].slice(-REMEMBERED_PEAKS);
    this.#last = { midSwing };
    this.#minima = [minimum];
    this.#swing = null;
    this.#turnedUs = null;
    return {
      toeOffUs: toeOff?.timeUs ?? null,
      midSwingUs: midSwing.timeUs,
      initialContactUs: minimum.timeUs,
    };
  }

  #giveUp(nowUs: number): null {
    if (this.#turnedUs !== null && nowUs - this.#turnedUs > CONTACT_WITHIN_US) {
      this.#swing = null;
      this.#turnedUs = null;
    }
    while (this.#minima.length > 0 && nowUs - this.#minima[0].timeUs > 4 * TOE_OFF_WITHIN_US) {
      this.#minima.shift();
    }
    return null;
  }
}

/** Vertex of the parabola through three neighbours, the middle one of which is an extreme. */
function vertexOf([before, here, after]: readonly Extreme[]): Extreme {
  const bend = before.value - 2 * here.value + after.value;
  const shift = bend === 0 ? 0 : (before.value - after.value) / (2 * bend);
  const stepUs = (after.timeUs - before.timeUs) / 2;
  return {
    timeUs: Math.round(here.timeUs + shift * stepUs),
    value: here.value - (shift * (before.value - after.value)) / 4,
  };
}
