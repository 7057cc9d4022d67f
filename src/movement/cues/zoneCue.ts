import type { Headline } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';
import { type QualityBits, qualityWord } from '../../model/quality.ts';
import type { CueSettings } from '../../model/settings.ts';
import type { CueThresholds } from '../../model/thresholds.ts';
import type { CueDecision, DecisionTime } from './cueDecision.ts';
import { intensityOf } from './cueScale.ts';
import type { CueVoice } from './cueVoice.ts';
import type { SuppressionReason } from './suppressionReason.ts';

/** A sway that comes back by itself is no cause for a cue ([movement] §3.3). */
const DWELL_MS = 500;

/** Where the value may be: this far to either side of its centre, in `unit`. */
export interface CueZone {
  readonly measure: Headline['measure'];
  readonly unit: Headline['unit'];
  readonly halfWidth: number;
  /** Within the zone by this much the cue ends. */
  readonly hysteresis: number;
}

export interface ZoneMoment extends DecisionTime {
  readonly side: Side;
  /** From the centre of the zone, in its unit; NaN where it cannot be stated. */
  readonly value: number;
  /** All flags of the leg. */
  readonly flags: QualityBits;
  /** Why no cue may sound besides; null where one may. */
  readonly withheld: SuppressionReason | null;
}

/**
 * A cue in balance: on when the value stayed outside its zone, on either side, off when it is back.
 * The sign of `Cue.value` tells to which side it went; `threshold` has the same sign.
 */
export class ZoneCue {
  readonly #settings: CueSettings;
  readonly #rule: CueThresholds;
  readonly #zone: CueZone;
  readonly #rateHz: number;
  readonly #voice: CueVoice;
  readonly #told = new Set<SuppressionReason>();
  #outFrames = 0;
  #soundFrames = 0;
  #backFrames = 0;

  constructor(
    settings: CueSettings,
    rule: CueThresholds,
    zone: CueZone,
    rateHz: number,
    voice: CueVoice,
  ) {
    this.#settings = settings;
    this.#rule = rule;
    this.#zone = zone;
    this.#rateHz = rateHz;
    this.#voice = voice;
  }

  /** A frame of the hold. */
  step(moment: ZoneMoment): CueDecision[] {
    const { value, flags, timeUs } = moment;
    const isOut = Math.abs(value) >= this.#zone.halfWidth;
    this.#outFrames = isOut ? this.#outFrames + 1 : 0;
    if (!isOut) this.#soundFrames = 0;
    else if (flags === 0) this.#soundFrames++;
    if (this.#voice.active) {
      const isBack = !(Math.abs(value) > this.#zone.halfWidth - this.#zone.hysteresis);
      this.#backFrames = isBack ? this.#backFrames + 1 : 0;
      const isOff = this.#backFrames * 1000 >= this.#rule.offHoldMs * this.#rateHz;
      return isOff || flags !== 0 || this.#voice.isOver(timeUs) ? this.end(timeUs) : [];
    }
    if (!isOut) this.#told.clear();
    return this.#settings.enabled ? this.#tryOn(moment) : [];
  }

  /** The hold is over: what sounds ends, and the next one is judged anew. */
  end(timeUs: number): CueDecision[] {
    this.#backFrames = 0;
    this.#voice.repOver();
    const cue = this.#voice.end(timeUs);
    return cue ? [{ kind: 'off', cue }] : [];
  }

  #tryOn({ side, value, flags, withheld, ...time }: ZoneMoment): CueDecision[] {
    if (!this.#lasts(this.#outFrames) || this.#voice.isQuiet(time.timeUs)) return [];
    const { halfWidth, measure, unit } = this.#zone;
    const threshold = value < 0 ? -halfWidth : halfWidth;
    const reason = this.#reasonAgainst(flags, time) ?? withheld;
    if (reason !== null) {
      if (this.#told.has(reason)) return [];
      this.#told.add(reason);
      return [{ kind: 'suppressed', side, reason, value, threshold }];
    }
    if (!this.#lasts(this.#soundFrames)) return [];
    const intensity = intensityOf(Math.abs(value), halfWidth, unit);
    const { words } = this.#settings;
    const cue = this.#voice.start(
      { side, measure, value, threshold, intensity, words },
      time.timeUs,
    );
    return [{ kind: 'on', cue }];
  }

  #reasonAgainst(
    flags: QualityBits,
    { timeUs, decidedUs }: DecisionTime,
  ): SuppressionReason | null {
    const word = qualityWord(flags);
    if (word !== 'ok') return `data are ${word}`;
    const ageUs = decidedUs - timeUs;
    if (ageUs > this.#rule.latencySuppressMs * 1000) return 'delayed';
    if (ageUs > this.#rule.latencyP95Ms * 1000) return 'packets are old';
    return this.#voice.refusal(timeUs);
  }

  #lasts(frames: number): boolean {
    return frames * 1000 >= DWELL_MS * this.#rateHz;
  }
}
