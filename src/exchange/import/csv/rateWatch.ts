import { ImportError } from '../importError.ts';
import { fitPeriod } from './periodFit.ts';
import { samplingRateHz, typicalStepS } from './samplingRate.ts';

/** A window is this long, and longer where fewer steps than this are in it. */
const WINDOW_S = 1;
/** So many that jitter of ±0.3 periods at both ends makes little of the tolerance. */
const MIN_WINDOW_STEPS = 50;
/** Of the first window: times that crawl must not fill the memory. */
const MAX_WINDOW_STEPS = 10_000;

/**
 * Beyond this share off the rate is another one: whoever integrates at the rate of the head is
 * wrong by the same share of every turn.
 */
const RATE_TOLERANCE = 0.02;
const LONG_GAP_PERIODS = 20;
/** RMS in periods: ±0.3 make 0.17, times of another rate at least 0.25 on a wrong grid. */
const MAX_JITTER = 0.22;
/** Half of the rows missing would be half the rate. */
const MAX_MISSING = 0.4;
/** Steps from which the rate of the head is known. */
const HEAD_STEPS = 2000;
/** Rounding to whole milliseconds makes 0.6 of a period at 600 Hz, jitter of ±0.3 periods 0.4. */
const MIN_STEP_PERIODS = 0.35;

interface Window {
  readonly periodS: number;
  readonly steps: number;
}

/**
 * Watches the steps of time through a whole table: missing rows are fine, another rate is not.
 * The mean rate of each window is held against that of the head. Two windows in a row that are off
 * to the same side are a change for good, and so is one at the end.
 */
export class RateWatch {
  readonly #path: string;
  readonly #column: string;
  #periodS: number | null = null;
  /** Steps of the windows that `#periodS` is the mean of. */
  #headSteps = 0;
  /** The latest window that was near: not of the head yet, for it may hold rows of a new rate. */
  #latest: Window | null = null;
  #steps: number[] = [];
  #windowS = 0;
  #windowLine = 0;
  #windowBeforeLine = 0;
  #shortestS = Number.POSITIVE_INFINITY;
  #shortestLine = 0;
  /** Line of the first of the latest steps that all were off. */
  #offSince: number | null = null;
  #change: { readonly line: number; readonly periodS: number } | null = null;

  /** `column`: the name of the time column, for errors. */
  constructor(path: string, column: string) {
    this.#path = path;
    this.#column = column;
  }

  /**
   * @param stepS from the row before to that of `line`, above 0
   * @throws ImportError when the rate has changed, or the step is far below the period.
   */
  next(line: number, stepS: number): void {
    if (this.#periodS === null) this.#noteShortest(line, stepS);
    else if (stepS < MIN_STEP_PERIODS * this.#periodS) throw this.#tooShort(line, stepS);
    else if (isNear(stepS, this.#periodS)) this.#offSince = null;
    else this.#offSince ??= line;
    if (this.#steps.length === 0) this.#windowLine = line;
    this.#steps.push(stepS);
    this.#windowS += stepS;
    if (this.#steps.length >= MAX_WINDOW_STEPS) throw this.#crawling(line);
    if (this.#windowS >= WINDOW_S && this.#steps.length >= MIN_WINDOW_STEPS) this.#closeWindow();
  }

  /** @throws ImportError when the last full window had another rate. */
  end(): void {
    if (this.#change !== null) throw this.#changed(this.#change);
  }

  #closeWindow(): void {
    const periodS = periodOf(this.#steps, this.#periodS);
    if (this.#periodS === null && this.#shortestS < MIN_STEP_PERIODS * periodS) {
      throw this.#tooShort(this.#shortestLine, this.#shortestS);
    }
    if (this.#periodS === null || isNear(periodS, this.#periodS)) {
      this.#change = null;
      this.#periodS ??= periodS;
      if (this.#latest !== null) this.#learn(this.#latest, this.#periodS);
      this.#latest = { periodS, steps: this.#steps.length };
    } else {
      this.#noteChange(periodS, this.#periodS);
    }
    this.#steps = [];
    this.#windowS = 0;
    this.#windowBeforeLine = this.#windowLine;
  }

  /** Takes a window into the mean of the head. */
  #learn({ periodS, steps }: Window, headS: number): void {
    if (this.#headSteps >= HEAD_STEPS) return;
    this.#headSteps += steps;
    this.#periodS = headS + ((periodS - headS) * steps) / this.#headSteps;
  }

  #noteChange(periodS: number, headS: number): void {
    const earlier = this.#change;
    if (earlier !== null && earlier.periodS > headS === periodS > headS) {
      // The first window may hold rows of both rates, the second tells the new one.
      throw this.#changed({ line: earlier.line, periodS });
    }
    // Rounded steps may all be off from the beginning, but the window before was not.
    const line = Math.max(this.#offSince ?? this.#windowLine, this.#windowBeforeLine);
    this.#change = { line, periodS };
  }

  #noteShortest(line: number, stepS: number): void {
    if (stepS >= this.#shortestS) return;
    this.#shortestS = stepS;
    this.#shortestLine = line;
  }

  #tooShort(line: number, stepS: number): ImportError {
    const usual = this.#periodS ?? typicalStepS(this.#steps);
    return this.#error(
      line,
      `the step from the row before is ${inMs(stepS)} where ${inMs(usual)} is usual; valid are even steps and whole rows missing.`,
    );
  }

  #crawling(line: number): ImportError {
    const sentence = `the time moves by ${inMs(this.#windowS)} in ${MAX_WINDOW_STEPS} rows; valid are times in seconds.`;
    return this.#error(line, sentence);
  }

  #changed({ line, periodS }: { line: number; periodS: number }): ImportError {
    const before = inHz(this.#periodS ?? periodS);
    return this.#error(
      line,
      `the rate changes from ${before} to ${inHz(periodS)} here; valid is one rate in the whole file.`,
    );
  }

  #error(line: number, sentence: string): ImportError {
    return new ImportError(this.#path, sentence, { line, column: this.#column });
  }
}

/**
 * Rows over time, missing ones counted, gaps left out that are too long to count them. Where the
 * period of the head explains the times, its count is the right one: in a short window with many
 * rows missing jitter can make another one look as good.
 */
function periodOf(steps: readonly number[], headS: number | null): number {
  const typicalS = typicalStepS(steps);
  const timeS = new Float64Array(steps.length + 1);
  for (const [i, stepS] of steps.entries()) {
    timeS[i + 1] = timeS[i] + (stepS > LONG_GAP_PERIODS * typicalS ? typicalS : stepS);
  }
  if (headS !== null) {
    const { periodS, jitter, missing } = fitPeriod(timeS, headS);
    if (jitter < MAX_JITTER && missing < MAX_MISSING && isNear(periodS, headS)) return periodS;
  }
  return 1 / samplingRateHz(timeS);
}

function isNear(stepS: number, periodS: number): boolean {
  return Math.abs(periodS / stepS - 1) <= RATE_TOLERANCE;
}

function inMs(stepS: number): string {
  return `${Number((stepS * 1000).toPrecision(3))} ms`;
}

function inHz(periodS: number): string {
  return `${Number((1 / periodS).toPrecision(4))} Hz`;
}
