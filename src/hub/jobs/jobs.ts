import type { Logger } from 'pino';
import { reasonOf } from '../../recording/recordingError.ts';
import { withoutPath } from '../../recording/withoutPath.ts';
import type { JobAnswer } from '../../stream/answers/jobs.ts';
import type { FreeBytes } from '../diskSpace.ts';
import { UnknownRecordingError } from '../recordingLibrary.ts';
import type { SessionCatalogue } from '../sessionCatalogue.ts';
import { Job } from './job.ts';
import { JobCommand } from './jobCommand.ts';
import { JobError } from './jobError.ts';
import { JobFolders } from './jobFolders.ts';
import type { JobTask } from './jobTask.ts';
import { commandWords } from './jobWords.ts';
import { makeSureOfRoom } from './roomFor.ts';

/** Frames come first: against the hub a job gets a tenth of a processor that both want. */
const NICENESS = 10;
const MAX_WAITING = 20;
/** How long what was made is kept, and how often that is looked at. */
const KEPT_MS = 3600_000;
const LOOK_MS = 60_000;

export interface JobsOptions {
  /** The program and what stands before the words of a command. */
  readonly program: readonly string[];
  /** The hub's own recordings; what jobs make lies in its state folder until it is fetched. */
  readonly folder: string;
  readonly catalogue: SessionCatalogue;
  readonly freeBytes: FreeBytes;
  readonly keptMs?: number;
  /** Of the processes, as a system counts it: 0 is the hub's own. */
  readonly niceness?: number;
}

/** Work that takes longer than an answer may, one at a time, each in a process of its own. */
export class Jobs {
  readonly #options: JobsOptions;
  readonly #logger: Logger;
  readonly #folders: JobFolders;
  /** In the order they were asked for. */
  readonly #jobs = new Map<string, Job>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #isWorking = false;
  #stopped = true;

  constructor(options: JobsOptions, logger: Logger) {
    this.#options = options;
    this.#logger = logger;
    this.#folders = new JobFolders(options.folder, logger);
  }

  async start(): Promise<void> {
    await this.#folders.removeAll();
    this.#stopped = false;
    const keptMs = this.#options.keptMs ?? KEPT_MS;
    this.#timer = setInterval(() => void this.#dropOld(keptMs), Math.min(LOOK_MS, keptMs)).unref();
  }

  /** Nothing that is half made stays, and nothing that was not fetched. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await Promise.all(this.#all.map((job) => this.#cancel(job)));
    this.#jobs.clear();
    await this.#folders.removeAll();
  }

  /** Of the hub's own recordings. */
  get folder(): string {
    return this.#options.folder;
  }

  get list(): JobAnswer[] {
    return this.#all.map(({ answer }) => answer);
  }

  /** @throws JobError */
  get(id: string): Job {
    const job = this.#jobs.get(id);
    if (job !== undefined) return job;
    const sentence = `There is no job "${id}": it was thrown away, or more than an hour has passed. Ask for it again.`;
    throw new JobError(404, sentence);
  }

  /** @throws JobError, UnknownRecordingError where it cannot be done */
  async add(task: JobTask): Promise<JobAnswer> {
    const { finished, id } = await this.#options.catalogue.listing(task.recording);
    if (!finished) throw new JobError(409, notClosed(id));
    if (this.#all.filter(({ state }) => state === 'waiting').length >= MAX_WAITING) {
      throw new JobError(409, `${MAX_WAITING} jobs wait already: ask again when some are done.`);
    }
    const job = new Job(task, this.#folders.path);
    this.#jobs.set(job.id, job);
    void this.#work();
    return job.answer;
  }

  /** Cancels a job, or throws away what it made. @throws JobError */
  async discard(id: string): Promise<JobAnswer> {
    const job = this.get(id);
    if (job.isOver) await this.#remove(job);
    else await this.#cancel(job);
    return { ...job.answer, file: null };
  }

  /** Before recordings are deleted: nothing is made of them any more. */
  async cancelOf(recordings: readonly string[]): Promise<void> {
    await Promise.all(this.#of(recordings).map((job) => this.#cancel(job)));
  }

  /** After that: what was made of them goes too. */
  async removeOf(recordings: readonly string[]): Promise<void> {
    for (const job of this.#of(recordings)) await this.#remove(job);
  }

  get #all(): Job[] {
    return [...this.#jobs.values()];
  }

  #of(recordings: readonly string[]): Job[] {
    return this.#all.filter(({ task }) => recordings.includes(task.recording));
  }

  async #cancel(job: Job): Promise<void> {
    if (job.isOver) return;
    const { command } = job;
    job.cancelled();
    await command?.stop();
    await this.#folders.remove(job);
  }

  async #remove(job: Job): Promise<void> {
    this.#jobs.delete(job.id);
    await this.#folders.remove(job);
  }

  async #dropOld(keptMs: number): Promise<void> {
    for (const job of this.#all) {
      const isOld = job.endedMs !== null && performance.now() - job.endedMs > keptMs;
      if (isOld && job.readers === 0) await this.#remove(job);
    }
  }

  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    for (let job = this.#next(); job !== undefined; job = this.#next()) {
      await this.#carryOut(job).catch((error: unknown) => this.#fail(job, error));
      // It may have been cancelled while its folder was made.
      if (job.state === 'cancelled') await this.#folders.remove(job);
    }
    this.#isWorking = false;
  }

  #next(): Job | undefined {
    return this.#stopped ? undefined : this.#all.find(({ state }) => state === 'waiting');
  }

  async #carryOut(job: Job): Promise<void> {
    job.state = 'running';
    const { catalogue, program, freeBytes, niceness = NICENESS } = this.#options;
    const recording = await catalogue.listing(job.task.recording);
    await this.#folders.make(job);
    const prepared = await job.task.prepare(recording, job.folder);
    await makeSureOfRoom(prepared.sizeBytes, freeBytes);
    if (job.isOver) return;
    job.output = prepared.output;
    job.command = new JobCommand([...program, ...prepared.words], niceness, (share) => {
      if (!job.isOver) job.progress = share;
    });
    const end = await job.command.ended;
    if (job.isOver) return;
    const said = commandWords(end, prepared.paths);
    if (said.problem !== null) {
      this.#logger.warn({ job: job.id, words: prepared.words, stderr: end.stderr }, 'a job failed');
      await this.#folders.remove(job);
      if (!job.isOver) job.failed(said.problem, said.notes);
      return;
    }
    // Another program may have deleted it meanwhile, and could not know of what is made here.
    await catalogue.listing(recording.id);
    await job.done(said, prepared);
  }

  /** Told when nothing of it is left. */
  async #fail(job: Job, error: unknown): Promise<void> {
    await this.#folders.remove(job);
    if (job.isOver) return;
    const isKnown = error instanceof JobError || error instanceof UnknownRecordingError;
    if (!isKnown) this.#logger.error({ err: error, job: job.id }, 'a job failed');
    job.failed(isKnown ? reasonOf(error) : `It could not be done: ${withoutPath(error)}.`);
  }
}

function notClosed(id: string): string {
  return `"${id}" is not closed: it is still recorded, or broke off. It can be had when its recording has ended, or when the hub was started once more.`;
}
