import type { UploadState } from '../model/uploadState.ts';
import type { Feed } from './feed.ts';
import { LoopDelay } from './loopDelay.ts';
import { type MetricFamily, prometheusText } from './prometheusText.ts';
import { sensorMetrics } from './sensorMetrics.ts';
import { uploadMetrics } from './uploadMetrics.ts';

export interface HubMetricsOptions {
  /** The sensors, also while a recording is replayed. */
  readonly live: Feed;
  readonly software: string;
  readonly clientCount: () => number;
  readonly refusedConnections: () => number;
  /** null where nothing is uploaded. */
  readonly uploadState: (() => UploadState) | null;
}

/** How the hub fares, for whoever watches many: never who is recorded, nor a token. */
export class HubMetrics {
  readonly #options: HubMetricsOptions;
  readonly #loopDelay = new LoopDelay();
  #frames = 0;
  #faults = 0;
  #off: readonly (() => void)[] = [];

  constructor(options: HubMetricsOptions) {
    this.#options = options;
  }

  start(): void {
    const { live } = this.#options;
    this.#loopDelay.start();
    this.#off = [
      live.on('frame', () => {
        this.#frames += 1;
      }),
      live.on('event', ({ type }) => {
        if (type === 'fault') this.#faults += 1;
      }),
    ];
  }

  stop(): void {
    for (const off of this.#off) off();
    this.#off = [];
    this.#loopDelay.stop();
  }

  /** By how much the event loop was late in the last ten seconds, 99th percentile. */
  get loopDelayP99Ms(): number {
    return this.#loopDelay.p99Ms;
  }

  /** In the text format of Prometheus. */
  text(): string {
    const { live, uploadState } = this.#options;
    return prometheusText([
      ...this.#ofHub(),
      ...sensorMetrics(live.sensors),
      ...uploadMetrics(uploadState?.() ?? null),
      ...this.#ofProcess(),
    ]);
  }

  #ofHub(): MetricFamily[] {
    const { live, software, clientCount } = this.#options;
    return [
      {
        name: 'plumbline_info',
        type: 'gauge',
        help: 'Always 1; the version is a label',
        samples: [{ labels: { software }, value: 1 }],
      },
      {
        name: 'plumbline_clients',
        type: 'gauge',
        help: 'Pages and programs that listen',
        samples: [{ value: clientCount() }],
      },
      {
        name: 'plumbline_connections_refused_total',
        type: 'counter',
        help: 'Connections that were cut, as there were too many',
        samples: [{ value: this.#options.refusedConnections() }],
      },
      {
        name: 'plumbline_recording',
        type: 'gauge',
        help: '1 while a session is recorded',
        samples: [{ value: live.facts.session === '' ? 0 : 1 }],
      },
      {
        name: 'plumbline_frames_total',
        type: 'counter',
        help: 'Frames of the sensors, also while a recording is replayed',
        samples: [{ value: this.#frames }],
      },
      {
        name: 'plumbline_faults',
        type: 'gauge',
        help: 'What is wrong now: /api/v1/health says what',
        samples: [{ value: live.faults.length }],
      },
      {
        name: 'plumbline_fault_events_total',
        type: 'counter',
        help: 'How often something went wrong',
        samples: [{ value: this.#faults }],
      },
    ];
  }

  #ofProcess(): MetricFamily[] {
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    return [
      {
        name: 'process_cpu_seconds_total',
        type: 'counter',
        help: 'Processor time of the hub',
        samples: [{ value: (user + system) / 1e6 }],
      },
      {
        name: 'process_resident_memory_bytes',
        type: 'gauge',
        help: 'Resident memory of the hub',
        samples: [{ value: rss }],
      },
      {
        name: 'nodejs_heap_size_used_bytes',
        type: 'gauge',
        help: 'Memory of it that JavaScript uses',
        samples: [{ value: heapUsed }],
      },
      {
        name: 'nodejs_eventloop_lag_p99_seconds',
        type: 'gauge',
        help: 'By how much the event loop was late, 99th percentile of ten seconds',
        samples: [{ value: this.#loopDelay.p99Ms / 1000 }],
      },
    ];
  }
}
