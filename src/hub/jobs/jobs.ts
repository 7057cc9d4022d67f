import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { forgetExports } from '../../recording/deletion/exportLog.ts';
import { STATE_FOLDER } from '../../recording/deletion/stateFolder.ts';
import { reasonOf } from '../../recording/recordingError.ts';
import { withoutPath } from '../../recording/withoutPath.ts';
import type { JobAnswer } from '../../stream/answers/jobs.ts';
import type { FreeBytes } from '../diskSpace.ts';
import { UnknownRecordingError } from '../recordingLibrary.ts';
import type { SessionCatalogue } from '../sessionCatalogue.ts';
import { Job } from './job.ts';
import { JobCommand } from './jobCommand.ts';
import { JobError } from './jobError.ts';
import type { JobTask } from './jobTask.ts';
import { commandWords } from './jobWords.ts';

const MAX_WAITING = 20;
/** How long what was made is kept, and how often that is looked at. */
const KEPT_MS = 3600_000;
const LOOK_MS = 60_000;
/** What a job leaves free of the disk: what is recorded live must go on. */
const ROOM_LEFT_BYTES = 512 * 1024 * 1024;

export interface JobsOptions {
  /** The program and what stands before the words of a command. */
  readonly program: readonly string[];
  /** The hub's own recordings; what jobs make lies in its state folder until it is fetched. */
  readonly folder: string;
  readonly catalogue: SessionCatalogue;
  readonly freeBytes: FreeBytes;
  readonly keptMs?: number;
}

/** Work that takes longer than an answer may, one at a time, each in a process of its own. */
export class Jobs {
  readonly #options: JobsOptions;
  readonly #logger: Logger;
  readonly #folder: string;
  /** In the order they were asked for. */
  readonly #jobs = new Map<string, Job>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #isWorking = false;
  #stopped = true;

  constructor(options: JobsOptions, logger: Logger) {
    this.#options = options;
    this.#logger = logger;
    this.#folder = join(options.folder, STATE_FOLDER, 'jobs');
  }

  /** What a killed hub left is nobody's. */
  async start(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
    this.#stopped = false;
    const keptMs = this.#options.keptMs ?? KEPT_MS;
    this.#timer = setInterval(() => void this.#dropOld(keptMs), Math.min(LOOK_MS, keptMs)).unref();
  }

  /** Nothing that is half made stays, and nothing that was not fetched. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    const all = [...this.#jobs.values()];
    await Promise.all(all.map((job) => this.#cancel(job)));
    await Promise.all(all.map((job) => this.#remove(job)));
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Of the hub's own recordings. */
  get folder(): string {
    return this.#options.folder;
  }

  get list(): JobAnswer[] {
    return [...this.#jobs.values()].map(({ answer }) => answer);
  }

  /** @throws JobError */
  get(id: string): Job {
    const job = this.#jobs.get(id);
    if (job !== undefined) return job;
    throw new JobError(
      404,
      `There is no job "${id}": it was thrown away, or more than an hour has passed. Ask for it again.`,
    );
  }

  /** @throws JobError, UnknownRecordingError where it cannot be done */
  async add(task: JobTask): Promise<JobAnswer> {
    const { finished, id } = await this.#options.catalogue.listing(task.recording);
    if (!finished) throw new JobError(409, notClosed(id));
    const waiting = [...this.#jobs.values()].filter(({ state }) => state === 'waiting');
    if (waiting.length >= MAX_WAITING) {
      throw new JobError(409, `${MAX_WAITING} jobs wait already: ask again when some are done.`);
    }
    const job = new Job(task, this.#folder);
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
    await Promise.all(this.#of(recordings).map((job) => this.#remove(job)));
  }

  #of(recordings: readonly string[]): Job[] {
    return [...this.#jobs.values()].filter(({ task }) => recordings.includes(task.recording));
  }

  async #cancel(job: Job): Promise<void> {
    if (job.isOver) return;
    const { command } = job;
    job.cancelled();
    await command?.stop();
    await rm(job.folder, { recursive: true, force: true });
  }

  async #remove(job: Job): Promise<void> {
    this.#jobs.delete(job.id);
    await rm(job.folder, { recursive: true, force: true });
    await forgetExports(this.#options.folder, job.task.recording, job.folder);
  }

  async #dropOld(keptMs: number): Promise<void> {
    for (const job of [...this.#jobs.values()]) {
      const isOld = job.endedMs !== null && performance.now() - job.endedMs > keptMs;
      if (isOld && job.readers === 0) await this.#remove(job);
    }
  }

  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    for (let job = this.#next(); job !== undefined; job = this.#next()) {
      await this.#carryOut(job).catch((error: unknown) => this.#fail(job, error));
    }
    this.#isWorking = false;
  }

  #next(): Job | undefined {
    if (this.#stopped) return undefined;
    return [...this.#jobs.values()].find(({ state }) => state === 'waiting');
  }

  async #carryOut(job: Job): Promise<void> {
    job.state = 'running';
    const { catalogue, program } = this.#options;
    const recording = await catalogue.listing(job.task.recording);
    await mkdir(job.folder, { recursive: true, mode: 0o700 });
    const { words, paths, sizeBytes, files, result } = await job.task.prepare(
      recording,
      job.folder,
    );
    await this.#makeSureOfRoom(sizeBytes);
    if (job.isOver) return this.#clear(job);
    const command = new JobCommand([...program, ...words], (share) => {
      if (!job.isOver) job.progress = share;
    });
    job.command = command;
    const end = await command.ended;
    if (job.isOver) return;
    const said = commandWords(end, paths);
    if (said.problem !== null) {
      this.#logger.warn({ job: job.id, words, stderr: end.stderr }, 'a job failed');
      job.failed(said.problem, said);
      return this.#clear(job);
    }
    // Another program may have deleted it meanwhile, and could not know of what is made here.
    await catalogue.listing(recording.id);
    await job.done(said, files, result);
  }

  async #makeSureOfRoom(sizeBytes: number): Promise<void> {
    const freeBytes = await this.#options.freeBytes();
    if (freeBytes === null || freeBytes - sizeBytes > ROOM_LEFT_BYTES) return;
    const [needed, free] = [sizeBytes + ROOM_LEFT_BYTES, freeBytes].map(megabytes);
    throw new JobError(
      409,
      `The disk of the hub has ${free} free, and this needs ${needed} with what is left for recording: make room there and try it again.`,
    );
  }

  async #fail(job: Job, error: unknown): Promise<void> {
    if (!job.isOver) {
      const isKnown = error instanceof JobError || error instanceof UnknownRecordingError;
      if (!isKnown) this.#logger.error({ err: error, job: job.id }, 'a job failed');
      job.failed(isKnown ? reasonOf(error) : `It could not be done: ${withoutPath(error)}.`);
    }
    await this.#clear(job);
  }

  /** Nothing of what did not become whole stays. */
  async #clear(job: Job): Promise<void> {
    await rm(job.folder, { recursive: true, force: true }).catch((error: unknown) =>
      this.#logger.warn({ err: error }, 'the folder of a job is still there'),
    );
  }
}

function notClosed(id: string): string {
  return `"${id}" is not closed: it is still recorded, or broke off. It can be had when its recording has ended, or when the hub was started once more.`;
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 ** 2)} MB`;
}
