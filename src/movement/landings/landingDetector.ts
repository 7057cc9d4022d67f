import type { LegSignals } from '../../model/legSignals.ts';
import type { Side } from '../../model/placement.ts';
import type { LandingSettings } from '../thresholds.ts';
import { LegTrace } from './legTrace.ts';

export interface Contact {
  readonly side: Side;
  readonly timeUs: number;
}

/** A flight that ended in an impact. */
export interface DetectedLanding {
  readonly takeOffUs: number;
  /** In order of time; of the legs that came down within `otherLegWithinMs`. */
  readonly contacts: readonly Contact[];
}

/** All legs light at once, seen so far. */
export interface LightRun {
  /** When the last leg ceased to be loaded. */
  readonly takeOffUs: number;
  readonly fromUs: number;
  readonly toUs: number;
}

/**
 * Flights and the contacts that end them, from the forces that thigh and shank feel, whatever way the
 * sensors sit: no calibration is needed. Causal; contacts and take-offs are dated back.
 *
 * In the air thigh and shank feel next to nothing but what the swinging of the legs adds; a foot on
 * the floor keeps its shank at 1 g, so with both legs worn walking, stamping and standing on one leg
 * are no flights. A flight counts once an impact that lasts ends it.
 */
export class LandingDetector {
  readonly #settings: LandingSettings;
  readonly #rateHz: number;
  readonly #traces = new Map<Side, LegTrace>();
  #run: LightRun | null = null;
  /** Crossings of the impact threshold that are not proven yet, and those that are. */
  #rises = new Map<Side, number>();
  #contacts = new Map<Side, Contact>();
  #lastContactUs = Number.NEGATIVE_INFINITY;

  constructor(settings: LandingSettings, rateHz: number) {
    this.#settings = settings;
    this.#rateHz = rateHz;
  }

  /** The flight that seems to be on, or to have just ended; null on the floor. */
  get flight(): LightRun | null {
    return this.#run;
  }

  /** @returns the landing that this frame proved, null else */
  step(timeUs: number, signals: readonly LegSignals[]): DetectedLanding | null {
    for (const leg of signals) this.#traceOf(leg.side).push(timeUs, leg);
    const traces = [...this.#traces.values()].filter((trace) => trace.isHeard(timeUs));
    if (traces.length === 0) return null;
    this.#followRun(timeUs, traces);
    const run = this.#run;
    if (run === null || !this.#isFlight(run)) return null;
    for (const trace of traces) this.#seekContact(trace, run, timeUs);
    return this.#decide(run, traces, timeUs);
  }

  /** Data were missing: a flight over the gap would be invented. */
  interrupt(): void {
    this.#traces.clear();
    this.#endRun();
  }

  #traceOf(side: Side): LegTrace {
    const known = this.#traces.get(side);
    if (known) return known;
    const trace = new LegTrace(side, this.#rateHz, this.#settings.flightMeanMs);
    this.#traces.set(side, trace);
    return trace;
  }

  #followRun(timeUs: number, traces: readonly LegTrace[]): void {
    const { flightThighG, flightShankG } = this.#settings;
    const middleUs = timeUs - Math.round((traces[0].lag * 1e6) / this.#rateHz);
    // Legs swing in the air: what one thigh feels of that says nothing against the other leg.
    const isLight =
      traces.every((trace) => trace.isLight(flightShankG, flightShankG)) &&
      traces.some((trace) => trace.isLight(flightThighG, flightShankG));
    const run = this.#run;
    if (isLight && (run === null || !this.#goesOn(run, middleUs))) {
      this.#endRun();
      const takeOffUs = this.#takeOffUs(traces, middleUs);
      this.#run = { takeOffUs, fromUs: middleUs, toUs: middleUs };
    } else if (isLight && run !== null) {
      this.#run = { ...run, toUs: middleUs };
    } else if (run !== null && this.#isOver(run, timeUs)) {
      this.#endRun();
    }
  }

  /** Longer than nothing, and not for longer than a person can fly. */
  #isFlight({ fromUs, toUs }: LightRun): boolean {
    const lastedMs = (toUs - fromUs) / 1000;
    return lastedMs >= this.#settings.flightMinMs && lastedMs <= this.#settings.flightMaxMs;
  }

  /** A flight that has just paused goes on; what was light for too short a time begins anew. */
  #goesOn(run: LightRun, middleUs: number): boolean {
    return this.#isFlight(run) || middleUs - run.toUs < 1.5e6 / this.#rateHz;
  }

  #isOver(run: LightRun, timeUs: number): boolean {
    const { toUs } = run;
    const { confirmImpactWithinMs, otherLegWithinMs } = this.#settings;
    if (!this.#isFlight(run)) return true;
    if (this.#rises.size + this.#contacts.size === 0) {
      return (timeUs - toUs) / 1000 > confirmImpactWithinMs;
    }
    return (timeUs - toUs) / 1000 > confirmImpactWithinMs + otherLegWithinMs;
  }

  #takeOffUs(traces: readonly LegTrace[], lightUs: number): number {
    const { takeOffShare, takeOffWithinMs } = this.#settings;
    const sinceUs = Math.max(lightUs - takeOffWithinMs * 1000, this.#lastContactUs);
    const known = traces
      .map((trace) => trace.letGoUs(takeOffShare, sinceUs, lightUs))
      .filter((each) => each !== null);
    return known.length === 0 ? lightUs : Math.max(...known);
  }

  #seekContact(trace: LegTrace, run: LightRun, timeUs: number): void {
    const { icG, icBackDateG, icBackDateMs, impactMs, impactMedianG } = this.#settings;
    const { side } = trace;
    if (this.#contacts.has(side)) return;
    const rise = this.#rises.get(side);
    if (rise === undefined) {
      if (trace.shankG > icG && this.#isTimely(run, timeUs)) this.#rises.set(side, timeUs);
      return;
    }
    if ((timeUs - rise) / 1000 < impactMs) return;
    this.#rises.delete(side);
    // A tap on the sensor is over at once; the floor goes on carrying.
    if (!(trace.medianShankG(rise) >= impactMedianG)) return;
    const contactUs = trace.riseUs(icBackDateG, rise, rise - icBackDateMs * 1000);
    this.#contacts.set(side, { side, timeUs: contactUs });
  }

  #isTimely({ fromUs, toUs }: LightRun, timeUs: number): boolean {
    const { confirmImpactWithinMs, otherLegWithinMs, flightMinMs, minIcGapMs } = this.#settings;
    const firstUs = Math.min(...[...this.#contacts.values()].map((contact) => contact.timeUs));
    const untilUs = Number.isFinite(firstUs)
      ? firstUs + otherLegWithinMs * 1000
      : toUs + confirmImpactWithinMs * 1000;
    return (
      timeUs <= untilUs &&
      timeUs - fromUs >= flightMinMs * 1000 &&
      timeUs - this.#lastContactUs >= minIcGapMs * 1000
    );
  }

  #decide(run: LightRun, traces: readonly LegTrace[], timeUs: number): DetectedLanding | null {
    if (this.#contacts.size === 0) return null;
    const contacts = [...this.#contacts.values()].sort((a, b) => a.timeUs - b.timeUs);
    const [first] = contacts;
    const waitedMs = (timeUs - first.timeUs) / 1000;
    const isWaiting = this.#rises.size > 0 || waitedMs <= this.#settings.otherLegWithinMs;
    if (contacts.length < traces.length && isWaiting) return null;
    this.#lastContactUs = first.timeUs;
    this.#endRun();
    return { takeOffUs: run.takeOffUs, contacts };
  }

  #endRun(): void {
    this.#run = null;
    this.#rises.clear();
    this.#contacts.clear();
  }
}
