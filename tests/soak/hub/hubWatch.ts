import { readFileSync } from 'node:fs';

/** Clock ticks of the kernel a second, as Linux has them on every machine of today. */
const TICKS_PER_S = 100;

export interface HubReading {
  /** Since the watch began, s. */
  readonly atS: number;
  readonly rssMb: number;
  readonly heapMb: number;
  readonly loopP99Ms: number;
}

const EVERY_MS = 1000;
const MB = 2 ** 20;

/** What the process of a hub takes of the machine, read from outside. */
export class HubWatch {
  readonly readings: HubReading[] = [];
  readonly #url: string;
  readonly #pid: number;
  readonly #startMs = performance.now();
  #timer: NodeJS.Timeout | undefined;

  constructor(url: string, pid: number) {
    this.#url = url;
    this.#pid = pid;
  }

  get atS(): number {
    return (performance.now() - this.#startMs) / 1000;
  }

  start(): void {
    this.#timer = setInterval(() => void this.#read().catch(() => undefined), EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Processor time of the process and its threads, s, as the kernel counts it. */
  cpuS(): number {
    const stat = readFileSync(`/proc/${this.#pid}/stat`, 'utf8');
    // The name in brackets may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S;
  }

  async metric(name: string): Promise<number> {
    return metricOf(await this.#text(), name);
  }

  async #read(): Promise<void> {
    const text = await this.#text();
    this.readings.push({
      atS: this.atS,
      rssMb: metricOf(text, 'process_resident_memory_bytes') / MB,
      heapMb: metricOf(text, 'nodejs_heap_size_used_bytes') / MB,
      loopP99Ms: metricOf(text, 'nodejs_eventloop_lag_p99_seconds') * 1000,
    });
  }

  async #text(): Promise<string> {
    return (await fetch(new URL('/metrics', this.#url))).text();
  }
}

function metricOf(text: string, name: string): number {
  const value = new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(text)?.[1];
  return value === undefined ? Number.NaN : Number(value);
}
