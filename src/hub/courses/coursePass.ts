import type { BodyFrame } from '../../model/bodyFrame.ts';
import type { PipelineEvent } from '../../model/events.ts';
import type { Stride } from '../../model/gait.ts';
import type { Landing } from '../../model/landing.ts';
import type { Headline } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';
import type { StoredRep } from '../../report/gather/completeRep.ts';
import { FrameWindow } from '../../report/gather/frameWindow.ts';
import type { CourseSpan } from '../../report/gather/repCourse.ts';
import { SetByNumber } from '../../report/gather/setByNumber.ts';
import { SetsBuilder } from '../../report/gather/setsBuilder.ts';
import { whyNotCounted } from '../../report/gather/whyNotCounted.ts';
import type { Cycle, CycleLeg } from '../../stream/answers/repCourses.ts';
import type { DrawnMeasure } from './courseMeasures.ts';
import { coursesOf, figureOf, valuesAtBottom } from './legCourses.ts';

/** More lines over one another show nothing, and an hour of walking has thousands. */
export const MOST_CYCLES = 400;

interface CoursePassOptions {
  readonly headline: Headline;
  readonly measures: readonly DrawnMeasure[];
  /** What seconds are counted from. */
  readonly startedUs: number;
}

/** What one reading of a recording from its start gives of its reps, landings and strides. */
export class CoursePass {
  readonly reps: Cycle[] = [];
  readonly landings: Cycle[] = [];
  readonly strides: Cycle[] = [];
  frames = 0;
  holds = 0;
  leftOut = 0;
  readonly #options: CoursePassOptions;
  readonly #window = new FrameWindow();
  readonly #sets: SetsBuilder;
  readonly #landingSets = new SetByNumber();
  readonly #strideSets = new SetByNumber();

  constructor(options: CoursePassOptions) {
    this.#options = options;
    this.#sets = new SetsBuilder(options.headline, options.startedUs);
  }

  frame(frame: BodyFrame): void {
    this.frames++;
    this.#window.add(frame);
  }

  event(event: PipelineEvent): void {
    if (event.type === 'hold') this.holds++;
    else if (event.type === 'rep') this.#into(this.reps, () => this.#rep(event.rep));
    else if (event.type === 'landing') {
      this.#into(this.landings, () => this.#landing(event.landing));
    } else if (event.type === 'stride') this.#into(this.strides, () => this.#stride(event.stride));
  }

  #into(cycles: Cycle[], make: () => Cycle): void {
    if (cycles.length < MOST_CYCLES) cycles.push(make());
    else this.leftOut++;
  }

  #rep(stored: StoredRep): Cycle {
    const frames = this.#window.between(stored.startUs, stored.endUs);
    const { set, rep } = this.#sets.rep(stored, frames, null);
    const { number, counted, whyNot, startS, bottomS, endS } = rep;
    return {
      set,
      number,
      side: null,
      counted,
      whyNot,
      startS,
      bottomS,
      endS,
      bottomPct: share(rep.bottomUs, rep),
      legs: rep.legs.map(({ side, judged, quality, band, headline, peakFlexionDeg }) => ({
        side,
        judged,
        quality,
        band,
        headline,
        peakFlexionDeg,
        ...this.#drawn(frames, side, rep, rep.bottomUs),
      })),
    };
  }

  #landing({ number, initialContactUs: startUs, endUs, legs, counted }: Landing): Cycle {
    const frames = this.#window.between(startUs, endUs);
    return {
      set: this.#landingSets.of(number),
      number,
      side: null,
      counted,
      whyNot: counted ? null : whyNotCounted(legs),
      ...this.#seconds({ startUs, endUs }),
      bottomS: this.#at(endUs),
      bottomPct: 100,
      legs: legs.map(({ side, quality, band, headlinePeak, peakFlexionDeg }) => ({
        side,
        judged: true,
        quality,
        band,
        headline: headlinePeak === null ? null : { value: headlinePeak, sd: null },
        peakFlexionDeg,
        ...this.#drawn(frames, side, { startUs, endUs }, endUs),
      })),
    };
  }

  #stride({ side, number, initialContactUs, nextContactUs, quality }: Stride): Cycle {
    const span = { startUs: initialContactUs, endUs: nextContactUs };
    const frames = this.#window.between(span.startUs, span.endUs);
    const counted = quality === 'ok';
    return {
      set: this.#strideSets.of(number, side),
      number,
      side,
      counted,
      whyNot: counted ? null : whyNotCounted([{ side, quality }]),
      ...this.#seconds(span),
      bottomS: null,
      bottomPct: null,
      legs: [
        {
          side,
          judged: true,
          quality,
          band: null,
          headline: null,
          peakFlexionDeg: null,
          ...this.#drawn(frames, side, span, null),
        },
      ],
    };
  }

  #drawn(
    frames: readonly BodyFrame[],
    side: Side,
    span: CourseSpan,
    bottomUs: number | null,
  ): Pick<CycleLeg, 'courses' | 'atBottom' | 'figure'> {
    const { measures } = this.#options;
    return {
      courses: coursesOf(measures, frames, side, span),
      atBottom: bottomUs === null ? {} : valuesAtBottom(measures, frames, side, bottomUs),
      figure: figureOf(frames, side, span),
    };
  }

  #seconds({ startUs, endUs }: CourseSpan): { readonly startS: number; readonly endS: number } {
    return { startS: this.#at(startUs), endS: this.#at(endUs) };
  }

  #at(timeUs: number): number {
    return (timeUs - this.#options.startedUs) / 1e6;
  }
}

/** In percent of the span, to a tenth. */
function share(timeUs: number, { startUs, endUs }: CourseSpan): number {
  return Math.round((1000 * (timeUs - startUs)) / Math.max(1, endUs - startUs)) / 10;
}
