import type { Logger } from 'pino';
import type { PipelineInput } from '../model/events.ts';
import type { RecordingState } from '../model/liveStatus.ts';
import type { PipelineOutput } from '../model/pipeline.ts';
import type { HubClock } from '../model/sensorSource.ts';
import { RecordingError } from '../recording/recordingError.ts';
import { withoutPath } from '../recording/withoutPath.ts';
import { allEnded } from './allEnded.ts';
import {
  DISK_LIMITS,
  type DiskLimits,
  diskStateOf,
  type FreeBytes,
  secondsLeft,
} from './diskSpace.ts';
import { FailingStage } from './failingStage.ts';
import type { OpenedRecording, OpenRecording } from './recorder.ts';

const LOOK_MS = 2000;
/** Between attempts to record again, ms. */
const RETRY_MS = 10_000;

/** A recorder that takes nothing for this long is given up, µs. */
const WRITE_FAILS_US = 1_000_000;

/** How the disk under a recording is looked at. */
export interface DiskWatch {
  readonly freeBytes: FreeBytes;
  readonly limits?: DiskLimits;
  /** Default 2000. */
  readonly lookMs?: number;
  /** Least time from the end of one part to the beginning of the next, ms. Default 10 000. */
  readonly retryMs?: number;
}

export interface RecordingKeeperOptions {
  readonly open: OpenRecording;
  readonly clock: HubClock;
  readonly logger: Logger;
  /** Absent: nothing is foreseen and nothing begun again. */
  readonly disk?: DiskWatch;
  /** Told what a person has to know. */
  readonly onFault: (sentence: string, cause?: unknown) => void;
  /** There is room again: `begin` shall be called, in whatever order that needs. */
  readonly onRoom: () => Promise<void>;
}

/**
 * The recording of one session: closes it cleanly before the disk is full, and goes on in a
 * further part when there is room again. Meanwhile everything else goes on, and says so.
 */
export class RecordingKeeper {
  readonly #options: RecordingKeeperOptions;
  #opened: OpenedRecording | null = null;
  #sessionId = '';
  #beganUs = 0;
  #stoppedUs = 0;
  #toldMinutes: number | null = null;
  #problem: string | null = null;
  /** As looked at last. */
  #freeBytes: number | null = null;
  #ending: Promise<void> = Promise.resolve();
  /** Parts whose file has no end yet, or none that is known to be on the disk, and why. */
  readonly #endless = new Map<OpenedRecording, unknown>();
  #timer: NodeJS.Timeout | undefined;
  #looking = false;
  /** A further part that is being begun: the end waits for it and closes it. */
  #reopening: Promise<void> = Promise.resolve();
  #ended = false;
  readonly #writing = new FailingStage(WRITE_FAILS_US);

  constructor(options: RecordingKeeperOptions) {
    this.#options = options;
  }

  /** Of the part written last; empty before the first. */
  get sessionId(): string {
    return this.#sessionId;
  }

  /** Why nothing is recorded, or soon will not be, in a sentence; null when all is well. */
  get problem(): string | null {
    return this.#problem;
  }

  get state(): RecordingState {
    const { clock, disk } = this.#options;
    const isRecording = this.#opened !== null;
    const bytesWritten = this.#opened?.bytesWritten?.() ?? 0;
    const ageS = isRecording ? (clock() - this.#beganUs) / 1e6 : 0;
    const limits = disk?.limits ?? DISK_LIMITS;
    const leftS = secondsLeft(this.#freeBytes, bytesWritten, ageS, limits);
    return {
      isRecording,
      bytesWritten,
      diskFreeBytes: this.#freeBytes,
      minutesLeft: leftS === null ? null : Math.max(0, Math.floor(leftS / 60)),
    };
  }

  /**
   * Opens the recording, or its next part.
   * @returns what was opened
   * @throws whatever the opening throws; it is tried again when there is room
   */
  async begin(startedUs: number): Promise<OpenedRecording> {
    this.#watch();
    await this.#ending;
    const former = this.#sessionId === '' ? null : this.#sessionId;
    try {
      await this.#refuseFullDisk();
      const opened = await this.#options.open(startedUs, (error) => this.#failed(error), former);
      this.#opened = opened;
      this.#sessionId = opened.sessionId;
      this.#beganUs = this.#options.clock();
      this.#problem = null;
      this.#toldMinutes = null;
      return opened;
    } catch (error) {
      this.#stoppedUs = this.#options.clock();
      this.#problem = `This session is not being recorded: ${withoutPath(error)}`;
      throw error;
    }
  }

  /** @throws what the recorder throws; one that does nothing else is ended, and another part begun */
  writeInput(input: PipelineInput): void {
    const opened = this.#opened;
    if (opened === null) return;
    const { clock } = this.#options;
    try {
      opened.recorder.writeInput(input);
      this.#writing.worked(clock());
    } catch (error) {
      if (this.#writing.failed(clock())) {
        this.renew('The recording takes nothing more: it goes on in a further part', true);
      }
      throw error;
    }
  }

  /**
   * Ends this part, and begins the next at once; `failed` where it may have no end.
   * @returns false where none is open: there is a reason, and the next begins when that is gone
   */
  renew(problem: string, failed = false): boolean {
    if (this.#opened === null) return false;
    if (this.#ended) return true;
    this.#stop(problem, failed);
    this.#beginNext();
    return true;
  }

  writeOutput(output: PipelineOutput): void {
    this.#opened?.recorder.writeOutput(output);
  }

  /** Begins no further part any more. Resolves when none is being begun. */
  async settle(): Promise<void> {
    this.#ended = true;
    clearInterval(this.#timer);
    await this.#reopening;
  }

  /** Resolves when the file of every part has its end. @throws why one has none; it can be called again */
  async end(): Promise<void> {
    await this.settle();
    const opened = this.#opened;
    this.#opened = null;
    await this.#ending;
    const endings = [...this.#endless].map(([part, why]) => this.#finish(part, why));
    if (opened !== null) endings.unshift(this.#close(opened));
    await allEnded(endings);
  }

  /** A recording that would be closed at the first look is not begun. */
  async #refuseFullDisk(): Promise<void> {
    const { disk } = this.#options;
    const free = (await disk?.freeBytes()) ?? null;
    this.#freeBytes = free;
    if (diskStateOf(free, 0, 0, disk?.limits ?? DISK_LIMITS).kind !== 'full') return;
    throw new Error('the disk is full; it begins by itself when there is room');
  }

  #watch(): void {
    const { disk } = this.#options;
    if (disk === undefined || this.#timer !== undefined || this.#ended) return;
    this.#timer = setInterval(() => void this.#look(disk), disk.lookMs ?? LOOK_MS);
  }

  async #look(disk: DiskWatch): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const free = await disk.freeBytes();
      this.#freeBytes = free;
      // Nothing is begun behind the end.
      if (this.#ended) return;
      const limits = disk.limits ?? DISK_LIMITS;
      if (this.#opened) await this.#judge(this.#opened, free, limits);
      else await this.#tryAgain(free, limits, disk.retryMs ?? RETRY_MS);
    } catch (error) {
      this.#options.logger.error({ err: error }, 'the disk could not be looked at');
    } finally {
      this.#looking = false;
    }
  }

  async #judge(opened: OpenedRecording, free: number | null, limits: DiskLimits): Promise<void> {
    const file = await opened.file?.();
    if (file === undefined || this.#opened !== opened) return;
    if (!file.isThere) {
      this.#stop('The file of the recording was taken away; a new one is begun');
      return;
    }
    const ageS = (this.#options.clock() - this.#beganUs) / 1e6;
    const state = diskStateOf(free, file.bytesWritten, ageS, limits);
    if (state.kind === 'full') {
      this.#stop(
        'The disk is full: the recording was closed, and nothing is recorded until there is room; the sensors go on live',
      );
    } else if (state.kind === 'low') this.#warn(state.minutes);
    else this.#warn(null);
  }

  #warn(minutes: number | null): void {
    if (minutes === this.#toldMinutes) return;
    this.#toldMinutes = minutes;
    this.#problem =
      minutes === null
        ? null
        : `The disk with the recordings is nearly full: room for ${minutes < 1 ? 'less than a minute' : `about ${minutes} min`} of recording is left`;
    if (this.#problem !== null) this.#options.onFault(this.#problem);
  }

  async #tryAgain(free: number | null, limits: DiskLimits, retryMs: number): Promise<void> {
    if ((this.#options.clock() - this.#stoppedUs) / 1000 < retryMs) return;
    if (free !== null && free < limits.resumeBytes) return;
    this.#beginNext();
    await this.#reopening;
  }

  #beginNext(): void {
    const before = this.#reopening;
    this.#reopening = this.#options.onRoom().then(() => before);
  }

  #failed(error: Error): void {
    this.#options.onFault(withoutPath(error), error);
    if (error instanceof RecordingError && error.problem === 'diskFailed') {
      this.#stop('The disk takes nothing more: nothing is recorded; the sensors go on live', true);
    }
  }

  /** Nothing is lost that is on the disk: the file gets its end now, or as soon as there is room. */
  #stop(problem: string, failed = false): void {
    const opened = this.#opened;
    this.#opened = null;
    this.#problem = problem;
    this.#stoppedUs = this.#options.clock();
    this.#options.onFault(problem);
    if (opened === null) return;
    this.#ending = this.#ending.then(async () => {
      try {
        await this.#close(opened, failed);
      } catch (error) {
        this.#options.logger.warn({ err: error }, 'the recording has no end yet');
      }
    });
  }

  /** @throws why its file has no end, or none that is known to be on the disk */
  async #close(opened: OpenedRecording, failed = false): Promise<void> {
    const { recorder, finish } = opened;
    try {
      await recorder.close();
      if (failed) await finish?.();
    } catch (error) {
      this.#endless.set(opened, error);
      await this.#finish(opened, error);
    }
  }

  /** @throws `why`, or why it cannot be given one */
  async #finish(part: OpenedRecording, why: unknown): Promise<void> {
    if ((await part.finish?.()) !== true) throw why;
    this.#endless.delete(part);
  }
}
