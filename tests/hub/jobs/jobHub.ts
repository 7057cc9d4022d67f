import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HubOptions } from '../../../src/hub/hub.ts';
import type { JobsOptions } from '../../../src/hub/jobs/jobs.ts';
import { SessionCatalogue } from '../../../src/hub/sessionCatalogue.ts';
import type { JobAnswer, JobsAnswer } from '../../../src/stream/answers/jobs.ts';
import { MAIN } from '../../cli/plumbline.ts';
import { TestHub } from '../testHub.ts';

/**
 * The command line itself, but for recordings of these names: `hangs` tells of a progress and goes on for
 * ever (a processing of one leaves half a file, or is whole in the last moment where FILE.late is there), `quick` makes one file, `crashes` is killed, `full` says what an exporter says of a disk without room.
 */
const PROGRAM = `
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
const words = process.argv.slice(2);
const name = words.join(' ');
if (name.includes('hangs')) {
  if (words[0] === 'process') {
    const output = words[words.indexOf('--output') + 1];
    writeFileSync(output + '.' + process.pid + '.part', 'half of it');
    process.on('SIGTERM', () => {
      if (existsSync(output + '.late')) renameSync(output + '.late', output);
      process.kill(process.pid, 'SIGKILL');
    });
  }
  process.send({ progress: 0.4 });
  setInterval(() => {}, 1000);
} else if (name.includes('quick')) {
  mkdirSync(words.at(-1));
  writeFileSync(words.at(-1) + '/body.csv', 'time_s');
} else if (name.includes('crashes')) process.kill(process.pid, 'SIGKILL');
else if (name.includes('full')) {
  console.error('error: Cannot write ' + words.at(-1) + '/body.csv (ENOSPC: no space left on device, write): nothing of the export is kept.');
  process.exit(1);
} else {
  process.argv.splice(1, 1, ${JSON.stringify(MAIN)}, '--under-hub');
  await import(${JSON.stringify(MAIN)});
}
`;

/** A hub with jobs over a folder of recordings of its own. */
export class JobHub {
  readonly folder: string;
  readonly own: string;
  readonly #hub: TestHub;

  private constructor(folder: string, own: string, hub: TestHub) {
    this.folder = folder;
    this.own = own;
    this.#hub = hub;
  }

  static async start(
    fill: (own: string, samples: string) => Promise<void>,
    options: Partial<JobsOptions> = {},
    hubOptions: Partial<HubOptions> = {},
  ): Promise<JobHub> {
    const folder = await mkdtemp(join(tmpdir(), 'jobs-'));
    const [own, samples] = [join(folder, 'own'), join(folder, 'samples')];
    await mkdir(join(own, '.plumbline'), { recursive: true });
    await mkdir(samples);
    await fill(own, samples);
    const program = join(folder, 'program.mjs');
    await writeFile(program, PROGRAM);
    const hub = await TestHub.start({
      catalogue: new SessionCatalogue([own, samples]),
      jobs: {
        program: [process.execPath, program],
        folder: own,
        freeBytes: async () => null,
        // Other tests want the processor too, and are no live frames.
        niceness: 0,
        ...options,
      },
      ...hubOptions,
    });
    return new JobHub(folder, own, hub);
  }

  /** Of every job, in the hub's folder. */
  get jobsFolder(): string {
    return join(this.own, '.plumbline', 'jobs');
  }

  get url(): string {
    return this.#hub.hub.url;
  }

  fetch(path: string, init?: RequestInit): Promise<Response> {
    return this.#hub.fetch(path, init);
  }

  async ask(method: string, path: string, body?: unknown) {
    const response = await this.fetch(`/api/v1${path}`, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    });
    return { status: response.status, body: await response.json() };
  }

  async begin(recording: string, work: string, body: unknown): Promise<JobAnswer> {
    const { body: job } = await this.ask('POST', `/recordings/${recording}/${work}`, body);
    return job;
  }

  async job(id: string): Promise<JobAnswer> {
    return (await this.ask('GET', `/jobs/${id}`)).body;
  }

  async jobs(): Promise<readonly JobAnswer[]> {
    const { body }: { body: JobsAnswer } = await this.ask('GET', '/jobs');
    return body.jobs;
  }

  /** How a job stands once `good` holds. */
  async jobWhen(id: string, good: (job: JobAnswer) => boolean): Promise<JobAnswer> {
    const deadline = performance.now() + 20_000;
    for (;;) {
      const job = await this.job(id);
      if (good(job)) return job;
      if (performance.now() > deadline) throw new Error(`still ${JSON.stringify(job)}`);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  async ended(id: string): Promise<JobAnswer> {
    return this.jobWhen(id, ({ state }) => state !== 'waiting' && state !== 'running');
  }

  /** The hub alone; what it left can be looked at. */
  stop(): Promise<void> {
    return this.#hub.stop();
  }

  async remove(): Promise<void> {
    await this.#hub.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
