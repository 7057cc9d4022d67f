import type { HubReport } from '../model/hubReport.ts';
import type { FaultGuard } from './faultGuard.ts';
import type { HostClockWatch } from './hostClockWatch.ts';
import type { SensorRegistry } from './sensorRegistry.ts';
import type { SessionIntake } from './sessionIntake.ts';

const TELL_MS = 1000;
const REPORT_MS = 10_000;
/** Of the event loop, 99th percentile: by then a cue comes too late to be of use. */
const LATE_MS = 250;
const TOO_BUSY =
  'The computer of the hub is too busy: what is shown may be late by more than 0.25 s; the recording is whole';

export interface LivePulseOptions {
  readonly intake: SessionIntake;
  readonly registry: SensorRegistry;
  readonly guard: FaultGuard;
  readonly hostClock: HostClockWatch;
  readonly clock: () => number;
  /** How the hub fares since it was asked last; absent: that is not recorded. */
  readonly hubReport: (() => Promise<HubReport>) | undefined;
  /** Between two of them. Default 10 000. */
  readonly reportMs: number | undefined;
  /** Called once a second. */
  readonly tell: () => void;
}

/** What a live session does by the clock: tells how it stands, watches the computer's clock, reports. */
export class LivePulse {
  readonly #options: LivePulseOptions;
  #timers: NodeJS.Timeout[] = [];

  constructor(options: LivePulseOptions) {
    this.#options = options;
  }

  start(): void {
    const { hostClock, guard, tell, reportMs = REPORT_MS } = this.#options;
    hostClock.look();
    this.#timers = [
      setInterval(() => {
        guard.run('How the hub fares could not be told', null, tell);
        guard.run("The computer's clock could not be read", null, () => this.#lookAtHostClock());
      }, TELL_MS),
      setInterval(() => void this.#reportHub(), reportMs),
    ];
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
  }

  #lookAtHostClock(): void {
    const { hostClock, intake, guard } = this.#options;
    const jump = hostClock.look();
    if (jump === null) return;
    const { byUs, sentence } = jump;
    if (intake.hasBegun) intake.accept({ type: 'hostClockJumped', timeUs: intake.stamp(), byUs });
    guard.tell(sentence, null);
  }

  async #reportHub(): Promise<void> {
    const { hubReport, intake, guard, registry, clock } = this.#options;
    if (hubReport === undefined || !intake.hasBegun) return;
    await guard.runAsync('How the hub fares could not be told', async () => {
      const hub = await hubReport();
      if (hub.loopDelayP99Ms > LATE_MS) guard.tell(TOO_BUSY, null);
      // It may have been stopped meanwhile.
      if (!intake.hasBegun) return;
      const sensors = registry.reports(clock());
      intake.accept({ type: 'hubReport', timeUs: intake.stamp(), hub, sensors });
    });
  }
}
