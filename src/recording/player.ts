import { setTimeout as delay } from 'node:timers/promises';
import type { BodyFrame } from '../model/bodyFrame.ts';
import type { ControlInput, PipelineEvent } from '../model/events.ts';
import type { ReplayMark } from '../model/replayMark.ts';
import { frameAt } from './frameAt.ts';
import { type FramePlace, frameBefore } from './frameBefore.ts';
import { FramePreview } from './framePreview.ts';
import { MediaClock } from './mediaClock.ts';
import { type Happening, type Playable, storedPlayable } from './playable.ts';
import { marksOf } from './playerMarks.ts';
import { ReadAhead } from './readAhead.ts';
import type { Recorded, Recording } from './reader.ts';
import { TypedEvents } from './typedEvents.ts';
import { withoutPath } from './withoutPath.ts';

export type { Happening } from './playable.ts';

export const MIN_SPEED = 0.1;
export const MAX_SPEED = 8;
/** A shorter stretch would turn faster than a screen can show it. */
export const MIN_LOOP_S = 0.1;

/** A waiting player looks at its clock at least this often. */
const LONGEST_WAIT_MS = 250;

/** A stretch to be repeated, seconds from the start. */
export interface LoopRange {
  readonly fromS: number;
  readonly toS: number;
}

export interface PlayerState {
  readonly positionS: number;
  readonly durationS: number;
  readonly speed: number;
  readonly playing: boolean;
  readonly loop: boolean;
  /** The stretch that is repeated; null repeats the whole where `loop` is true. */
  readonly loopRange: LoopRange | null;
  /** How far it can be played and sought by now; the duration of what is stored. */
  readonly readyS: number;
}

export interface PlayerEvents {
  frame: BodyFrame;
  event: PipelineEvent;
  /** What was asked of the pipeline, such as a new set, ahead of the events it led to. */
  input: ControlInput;
  /** After every command, and when the end is reached. */
  state: PlayerState;
  /** Playback jumped: all that happened before the new position, oldest first, to draw the state from. */
  sought: {
    readonly positionS: number;
    readonly history: readonly Happening[];
    /** By frames, and so hardly ever past anything that happened. */
    readonly isStep: boolean;
  };
  /** The frame of a position was shown while playback is held; what happened before it as in `sought`. */
  previewed: { readonly positionS: number; readonly history: readonly Happening[] };
  /** The file can no longer be read; playback is over. */
  failed: string;
}

export interface PlayerOptions {
  /** Monotonic time in ms. Default `performance.now`. */
  readonly nowMs?: () => number;
  /** Resolves after `ms`, or at once when `signal` aborts. Default a timer. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Plays the frames, events and control inputs of a recording at the pace they were recorded, or a
 * multiple of it. Positions are seconds of log time from the start of the recording.
 */
export class Player {
  readonly #playable: Playable;
  readonly #clock: MediaClock;
  readonly #wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly #listeners = new TypedEvents<PlayerEvents>();
  #loop = false;
  #loopRange: LoopRange | null = null;
  #started = false;
  #playback: Promise<void> = Promise.resolve();
  /** Where the present course began; the running clock is past it when the file is read. */
  #courseFromUs: number;
  /** Frames before it are not shown in this course: a step back begins among frames of one packet. */
  #framesFromUs = Number.NEGATIVE_INFINITY;
  /** Aborted when what is being read is no longer what should be played. */
  #course = new AbortController();
  /** Aborted when a wait has to be reckoned anew. */
  #pause = new AbortController();
  /** True after a jump while paused: the first frame is shown at once. */
  #showsNext = false;
  /** Frames that are to be shown one by one while paused. */
  #stepsOn = 0;
  #stepsBack = 0;
  #steppingBack: Promise<void> | null = null;
  /** The frame on the screens; null after a jump until there is one. */
  #shown: FramePlace | null = null;
  readonly #preview: FramePreview;
  /** Whether it plays on when nobody looks for a position any more. */
  #isHeld = false;
  #marks: readonly ReplayMark[] = [];
  /** How much had happened when the marks were made. */
  #marked = 0;

  constructor(
    playable: Playable,
    { nowMs = () => performance.now(), wait = waitWithTimer }: PlayerOptions = {},
  ) {
    this.#playable = playable;
    this.#clock = new MediaClock(nowMs);
    this.#wait = wait;
    this.#courseFromUs = playable.startUs;
    this.#preview = new FramePreview({
      playable,
      show: (frame, positionS) => {
        if (frame !== null) this.#listeners.emit('frame', frame);
        this.#listeners.emit('previewed', { positionS, history: this.#historyAt(positionS) });
      },
      fail: (error) => this.#fail(error),
    });
  }

  /** Reads the events and control inputs of the whole recording; it stays the caller's to close. */
  static async open(recording: Recording, options: PlayerOptions = {}): Promise<Player> {
    return new Player(await storedPlayable(recording), options);
  }

  /** As far as it can be played; the same array until there are more. */
  get marks(): readonly ReplayMark[] {
    const { length } = this.#playable.happenings;
    if (this.#marked !== length) {
      this.#marked = length;
      this.#marks = marksOf(this.#playable);
    }
    return this.#marks;
  }

  get state(): PlayerState {
    const { durationS, readyS } = this.#playable;
    return {
      positionS: Math.min(this.#clock.positionS, readyS, durationS),
      durationS,
      speed: this.#clock.speed,
      playing: this.#clock.running,
      loop: this.#loop,
      loopRange: this.#loopRange,
      readyS,
    };
  }

  /** Registers a listener; returns the function that removes it. */
  on<E extends keyof PlayerEvents>(
    event: E,
    listener: (payload: PlayerEvents[E]) => void,
  ): () => void {
    return this.#listeners.on(event, listener);
  }

  /** Begins to play from the present position. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#course = new AbortController();
    this.#courseFromUs = this.#logUs(this.#clock.positionS);
    this.play();
    this.#playback = this.#run();
  }

  /** Resolves when nothing more will be emitted. */
  async stop(): Promise<void> {
    this.#started = false;
    this.#clock.set({ running: false });
    this.#course.abort();
    this.#pause.abort();
    await this.#preview.stop();
    await this.#playback;
    await this.#steppingBack;
  }

  /** At the end, from the start again, of the stretch where one is repeated. */
  play(): void {
    this.#leavePreview();
    this.#stepsOn = 0;
    this.#stepsBack = 0;
    if (this.state.positionS >= this.#playable.durationS) this.#jump(this.#loopRange?.fromS ?? 0);
    this.#command({ running: true });
  }

  pause(): void {
    this.#leavePreview();
    this.#command({ positionS: this.state.positionS, running: false });
  }

  /** @throws RangeError unless 0.1 ≤ speed ≤ 8. */
  setSpeed(speed: number): void {
    if (!(speed >= MIN_SPEED && speed <= MAX_SPEED)) {
      throw new RangeError(`Speed ${speed} is not between ${MIN_SPEED} and ${MAX_SPEED}.`);
    }
    this.#command({ speed });
  }

  /**
   * Repeats the whole, a stretch of it, or nothing. A stretch that lies behind is begun at once; who
   * seeks beyond its end plays on from there to the end of the recording.
   * @throws RangeError unless 0 ≤ fromS, and toS is at least 0.1 s later; beyond the end is the end.
   */
  setLoop(loop: boolean, range: LoopRange | null = null): void {
    const { durationS } = this.#playable;
    const toS = range && Math.min(range.toS, durationS);
    if (range && toS !== null && !(range.fromS >= 0 && toS - range.fromS >= MIN_LOOP_S)) {
      throw new RangeError(
        `The stretch from ${range.fromS} to ${range.toS} s cannot be repeated: valid are at least ${MIN_LOOP_S} s between 0 and ${durationS}.`,
      );
    }
    this.#loop = loop;
    this.#loopRange = loop && range && toS !== null ? { fromS: range.fromS, toS } : null;
    if (this.#loopRange && this.state.positionS >= this.#loopRange.toS) {
      this.#seekTo(this.#loopRange.fromS);
    }
    this.#command({});
  }

  /**
   * Positions outside go to the start or the end, of what is ready where it grows.
   * @throws RangeError when not a number.
   */
  seek(positionS: number): void {
    if (Number.isNaN(positionS)) throw new RangeError('A position to seek is not a number.');
    if (this.#endPreview()) this.#clock.set({ running: true });
    this.#seekTo(positionS);
    this.#command({});
  }

  /**
   * Shows the frame of a position and nothing else, for somebody who drags through the recording. Playback
   * is held until the next seek, which goes on from there as before. Where several are asked for at a
   * time the newest is shown.
   * @throws RangeError when not a number.
   */
  preview(positionS: number): void {
    if (Number.isNaN(positionS)) throw new RangeError('A position to show is not a number.');
    if (!this.#started) return;
    if (this.#clock.running) {
      this.pause();
      this.#isHeld = true;
    }
    this.#preview.want(Math.min(Math.max(positionS, 0), this.#playable.readyS));
  }

  /**
   * Pauses and shows the frame so many frames on, or back where negative; at the ends the last or first.
   * @throws RangeError unless a whole number.
   */
  step(frames: number): void {
    if (!Number.isInteger(frames)) throw new RangeError('Steps are whole frames.');
    if (this.#clock.running) this.pause();
    this.#leavePreview();
    if (frames > 0) {
      this.#stepsOn += frames;
      this.#pause.abort();
    } else if (frames < 0) {
      this.#stepsBack -= frames;
      this.#steppingBack ??= this.#stepBack().finally(() => {
        this.#steppingBack = null;
      });
    }
  }

  /** @returns whether it is to play on now that nobody looks for a position */
  #endPreview(): boolean {
    const playsOn = this.#isHeld;
    this.#isHeld = false;
    this.#preview.end();
    return playsOn;
  }

  /** Without a seek: what was looked for goes, and what stands there comes back. */
  #leavePreview(): void {
    this.#endPreview();
    if (this.#preview.isShown) this.#seekTo(this.state.positionS);
  }

  #seekTo(positionS: number): void {
    this.#stepsBack = 0;
    this.#jump(Math.min(Math.max(positionS, 0), this.#playable.readyS));
    this.#showsNext = !this.#clock.running;
  }

  #command(change: { positionS?: number; speed?: number; running?: boolean }): void {
    this.#clock.set(change);
    this.#pause.abort();
    this.#listeners.emit('state', this.state);
  }

  #jump(positionS: number, isStep = false): void {
    this.#clock.set({ positionS });
    this.#course.abort();
    this.#course = new AbortController();
    this.#preview.overrule();
    const fromUs = this.#logUs(positionS);
    this.#courseFromUs = fromUs;
    this.#framesFromUs = Number.NEGATIVE_INFINITY;
    this.#shown = null;
    this.#stepsOn = 0;
    this.#listeners.emit('sought', { positionS, history: this.#historyAt(positionS), isStep });
  }

  #historyAt(positionS: number): readonly Happening[] {
    const fromUs = this.#logUs(positionS);
    return this.#playable.happenings.filter(({ logUs }) => logUs < fromUs);
  }

  async #run(): Promise<void> {
    try {
      while (this.#started) await this.#playOn(this.#course.signal);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#started = false;
    this.#clock.set({ running: false });
    this.#listeners.emit('failed', withoutPath(error));
  }

  /** Plays from the present position until a jump, the stop or the end. */
  async #playOn(course: AbortSignal): Promise<void> {
    const range = { fromUs: this.#courseFromUs };
    const items = new ReadAhead(this.#playable.batches(['frame', 'event', 'input'], range, course));
    try {
      for (let batch = await this.#next(items); batch; batch = await this.#next(items)) {
        for (const item of batch) {
          if (item.kind === 'frame' && item.frame.timeUs < this.#framesFromUs) continue;
          await this.#reach(item.logUs, course);
          if (course.aborted) return;
          if (this.#clock.running && item.logUs >= this.#turnUs) return this.#turn();
          this.#show(item);
          if (course.aborted) return;
        }
      }
      await this.#reachEnd(course);
    } finally {
      await items.close();
    }
  }

  /** The next batch; the clock stands where it has to be waited for. */
  async #next(items: ReadAhead<Recorded<'frame'> | Happening>) {
    const { readyS, durationS } = this.#playable;
    const batch = await items.next();
    if (readyS < durationS && this.#clock.positionS > readyS)
      this.#clock.set({ positionS: readyS });
    return batch;
  }

  #show(item: Recorded<'frame'> | Happening): void {
    switch (item.kind) {
      case 'frame':
        this.#showsNext = false;
        this.#shown = { logUs: item.logUs, timeUs: item.frame.timeUs };
        this.#listeners.emit('frame', item.frame);
        if (this.#stepsOn > 0) {
          this.#stepsOn--;
          this.#command({ positionS: this.#positionS(item.logUs) });
        }
        break;
      case 'event':
        this.#listeners.emit('event', item.event);
        break;
      case 'input':
        this.#listeners.emit('input', item.input);
        break;
    }
  }

  /** Goes back until no steps back are left; a seek meanwhile overrules them. */
  async #stepBack(): Promise<void> {
    try {
      while (this.#started && this.#stepsBack > 0) {
        const steps = this.#stepsBack;
        const course = this.#course.signal;
        const place = this.#shown ?? {
          logUs: this.#logUs(this.#clock.positionS) - 1,
          timeUs: Number.POSITIVE_INFINITY,
        };
        const before = await frameBefore(this.#playable, place, steps);
        if (course.aborted) continue;
        this.#stepsBack -= steps;
        if (before === null || this.#clock.running) continue;
        this.#jump(this.#positionS(before.logUs), true);
        this.#framesFromUs = before.timeUs;
        this.#shown = before;
        this.#showsNext = true;
        this.#command({});
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Resolves when the instant, or the end of the repeated stretch before it, is due or the course has changed. */
  async #reach(logUs: number, course: AbortSignal): Promise<void> {
    while (!course.aborted && !this.#showsNext && this.#stepsOn === 0) {
      const ms = this.#clock.msUntil(this.#positionS(Math.min(logUs, this.#turnUs)));
      if (ms <= 0) return;
      this.#pause = new AbortController();
      await this.#wait(Math.min(ms, LONGEST_WAIT_MS), this.#pause.signal);
    }
  }

  async #reachEnd(course: AbortSignal): Promise<void> {
    if (course.aborted) return;
    const { endUs } = this.#playable;
    // Behind the last frame there is none to show: it is what a person sees at the end.
    const last = this.#showsNext ? await frameAt(this.#playable, endUs, course) : null;
    if (course.aborted) return;
    this.#showsNext = false;
    if (last !== null) this.#listeners.emit('frame', last);
    do {
      // There is no further frame.
      this.#stepsOn = 0;
      await this.#reach(endUs, course);
      if (course.aborted) return;
      // No frame is left at which the end of the stretch would be seen.
      if (this.#clock.msUntil(this.#positionS(this.#turnUs)) <= 0) return this.#turn();
    } while (this.#clock.msUntil(this.#positionS(endUs)) > 0);
    // Nothing to repeat in a recording without length: it would turn without a pause.
    if (this.#loop && this.#playable.durationS > 0) return this.#turn();
    this.#command({ positionS: this.#playable.durationS, running: false });
    while (!course.aborted) {
      this.#stepsOn = 0;
      await this.#reach(Number.POSITIVE_INFINITY, course);
    }
  }

  /** Log time at which the repeated stretch is over; infinite where this course began behind it. */
  get #turnUs(): number {
    const range = this.#loopRange;
    if (range === null || range.toS >= this.#playable.durationS) return Number.POSITIVE_INFINITY;
    const toUs = this.#logUs(range.toS);
    return this.#courseFromUs < toUs ? toUs : Number.POSITIVE_INFINITY;
  }

  #turn(): void {
    this.#jump(this.#loopRange?.fromS ?? 0);
    this.#command({});
  }

  #logUs(positionS: number): number {
    return this.#playable.startUs + Math.round(positionS * 1e6);
  }

  #positionS(logUs: number): number {
    return (logUs - this.#playable.startUs) / 1e6;
  }
}

async function waitWithTimer(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
