import type { Heard } from './heard.ts';

/** Gaps between arrivals beyond this are the hub's own stalls, not the silence of a sensor, µs. */
const LONGEST_STEP_US = 50_000;
/** A sensor this far behind the newest is not waited for even while it delivers, µs. */
const MAX_LAG_US = 2_000_000;
/** Of a longer silence of all sensors only the end has frames, µs. */
const MAX_CATCH_UP_US = 10_000_000;

/** What the grid knows of one sensor that should deliver. */
export interface Delivery {
  /** Time of the oldest sample it has kept, ∞ before the first. */
  readonly earliestUs: number;
  /** Time of its newest sample, −∞ before the first. */
  readonly latestUs: number;
  readonly heard: Heard;
}

/**
 * Decides which instants of the common grid are ready. An instant waits for every sensor that
 * was heard within its lateness budget: one that fell silent must not hold up the others for longer
 * than it was lately seen to be late, nor than half a second.
 * Silence is counted in arrivals of the others while these are fresh, so that after a stall of
 * the hub, when what waited comes in sensor by sensor, none of them passes for silent.
 */
export class FrameGrid {
  readonly #rateHz: number;
  readonly #leastBudgetUs: number;
  #next: number | null = null;
  #activeUs = 0;
  #lastArrivalUs: number | null = null;

  /** @param leastBudgetMs for which a sensor may be silent that was always quick */
  constructor(rateHz: number, leastBudgetMs: number) {
    this.#rateHz = rateHz;
    this.#leastBudgetUs = leastBudgetMs * 1000;
  }

  /**
   * Notes a live packet; one of samples that were asked for again tells nothing of lateness.
   * @param heard of the sensor it came from
   * @param latestUs time of the newest sample that this sensor had delivered before
   */
  arrived(heard: Heard, arrivalUs: number, latestUs: number): void {
    const step = arrivalUs - (this.#lastArrivalUs ?? arrivalUs);
    this.#lastArrivalUs = arrivalUs;
    // A packet that continues something old is part of a backlog: the others wait in it too.
    const isFresh = arrivalUs - latestUs <= this.#leastBudgetUs;
    if (isFresh) this.#activeUs += Math.min(step, LONGEST_STEP_US);
    heard.again(this.#activeUs);
  }

  /** @returns the grid instants that may be reckoned now, in order, µs since the Unix epoch */
  ready(deliveries: readonly Delivery[]): number[] {
    const newest = newestOf(deliveries);
    if (!Number.isFinite(newest)) return [];
    let until = newest;
    for (const each of deliveries) {
      if (each.latestUs < until && this.#isWaitedFor(each, newest)) until = each.latestUs;
    }
    if (!Number.isFinite(until)) return [];
    let next = this.#next ?? this.#firstFrom(firstCommon(deliveries));
    // A night without sensors must not become millions of empty frames at the first packet.
    if (this.#timeOf(next) < until - MAX_CATCH_UP_US) next = this.#firstFrom(until - MAX_LAG_US);
    const instants: number[] = [];
    for (; this.#timeOf(next) <= until; next++) instants.push(this.#timeOf(next));
    this.#next = next;
    return instants;
  }

  #isWaitedFor({ latestUs, heard }: Delivery, newest: number): boolean {
    return (
      this.#activeUs - heard.atUs <= heard.budgetUs(this.#leastBudgetUs) &&
      (newest - latestUs <= MAX_LAG_US || !Number.isFinite(latestUs))
    );
  }

  #firstFrom(timeUs: number): number {
    return Math.ceil((timeUs * this.#rateHz) / 1e6);
  }

  #timeOf(instant: number): number {
    return Math.round((instant * 1e6) / this.#rateHz);
  }
}

function newestOf(deliveries: readonly Delivery[]): number {
  let newest = Number.NEGATIVE_INFINITY;
  for (const { latestUs } of deliveries) newest = Math.max(newest, latestUs);
  return newest;
}

/** Where the sensors that deliver all do. */
function firstCommon(deliveries: readonly Delivery[]): number {
  let first = Number.NEGATIVE_INFINITY;
  for (const { earliestUs } of deliveries) {
    if (Number.isFinite(earliestUs)) first = Math.max(first, earliestUs);
  }
  return first;
}
