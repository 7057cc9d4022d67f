import { randomBytes } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { JobAnswer, JobState } from '../../stream/answers/jobs.ts';
import type { JobCommand } from './jobCommand.ts';
import type { JobTask, PreparedJob } from './jobTask.ts';
import type { CommandWords } from './jobWords.ts';
import type { PackedFile } from './zipOf.ts';

const ID_BYTES = 6;

/** One job and how it stands. */
export class Job {
  readonly id = randomBytes(ID_BYTES).toString('hex');
  readonly task: JobTask;
  /** Of its own, for what it makes; its owner's alone. */
  readonly folder: string;
  state: JobState = 'waiting';
  progress: number | null = null;
  command: JobCommand | null = null;
  /** Path of the recording that its command writes; null where it makes files alone, or has not begun. */
  output: string | null = null;
  /** Monotonic; null before its end. */
  endedMs: number | null = null;
  /** Answers that are sending its files. */
  readers = 0;
  #problem: string | null = null;
  #words: Pick<CommandWords, 'notes' | 'summary'> = { notes: [], summary: [] };
  #files = '';
  #made: readonly PackedFile[] | null = null;
  #result: string | null = null;

  /** @param folder of all jobs */
  constructor(task: JobTask, folder: string) {
    this.task = task;
    this.folder = join(folder, this.id);
  }

  get isOver(): boolean {
    return this.state !== 'waiting' && this.state !== 'running';
  }

  /** Its files and their folder; null where there are none to be had. */
  get made(): { readonly folder: string; readonly files: readonly PackedFile[] } | null {
    return this.#made === null ? null : { folder: this.#files, files: this.#made };
  }

  get answer(): JobAnswer {
    const { kind, recording, format } = this.task;
    return {
      id: this.id,
      kind,
      recording,
      format,
      state: this.state,
      progress: this.progress,
      problem: this.#problem,
      notes: this.#words.notes,
      summary: this.#words.summary,
      madeFiles: (this.#made ?? []).map(({ name }) => name),
      sizeBytes: this.#made?.reduce((total, each) => total + each.sizeBytes, 0) ?? null,
      file: this.#made === null ? null : `/api/v1/jobs/${this.id}/file`,
      result: this.#result,
    };
  }

  /** It is whole, unless it was cancelled while its files were counted. */
  async done(words: CommandWords, { files, result }: PreparedJob): Promise<void> {
    const made = files === null ? null : await filesBelow(files);
    if (this.isOver) return;
    this.#made = made;
    this.#files = files ?? '';
    this.#words = words;
    this.#result = result;
    this.progress = 1;
    this.#end('done');
  }

  failed(problem: string, notes: readonly string[] = []): void {
    this.#problem = problem;
    this.#words = { notes, summary: [] };
    this.#end('failed');
  }

  cancelled(): void {
    this.#end('cancelled');
  }

  #end(state: JobState): void {
    this.state = state;
    this.command = null;
    this.endedMs = performance.now();
  }
}

async function filesBelow(folder: string): Promise<PackedFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((at) => join(at.parentPath, at.name));
  return Promise.all(
    paths.sort().map(async (path) => ({
      name: relative(folder, path),
      sizeBytes: (await stat(path)).size,
    })),
  );
}
