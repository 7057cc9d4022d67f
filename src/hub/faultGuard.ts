import type { Logger } from 'pino';
import type { SensorId } from '../model/sensor.ts';
import type { HubClock } from '../model/sensorSource.ts';
import { withoutPath } from '../recording/withoutPath.ts';
import { FaultLog } from './faultLog.ts';
import { type LogPart, partLogger } from './logs/logParts.ts';

export interface FaultGuardOptions {
  readonly clock: HubClock;
  /** The hub's own; each fault is logged by the part that it is of. */
  readonly logger: Logger;
  /** Shows a fault that is worth reporting. */
  readonly report: (fault: {
    readonly timeUs: number;
    readonly sensorId: SensorId | null;
    readonly sentence: string;
  }) => void;
}

/** Turns whatever a stage throws into a fault in a sentence, so that the others go on. */
export class FaultGuard {
  readonly #options: FaultGuardOptions;
  readonly #log = new FaultLog();

  constructor(options: FaultGuardOptions) {
    this.#options = options;
  }

  /** Sentences about what is wrong now. */
  get sentences(): string[] {
    return this.#log.current(this.#options.clock()).map((fault) => fault.sentence);
  }

  run<T>(
    what: string,
    sensorId: SensorId | null,
    action: () => T,
    part: LogPart = 'session',
  ): T | undefined {
    try {
      return action();
    } catch (error) {
      this.tell(`${what}: ${withoutPath(error)}`, sensorId, error, part);
      return undefined;
    }
  }

  async runAsync(
    what: string,
    action: () => Promise<unknown>,
    part: LogPart = 'session',
  ): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.tell(`${what}: ${withoutPath(error)}`, null, error, part);
    }
  }

  /** @param cause goes to the log, where the path of a file may stand */
  tell(
    sentence: string,
    sensorId: SensorId | null,
    cause?: unknown,
    part: LogPart = 'session',
  ): void {
    const { clock, logger, report } = this.#options;
    const timeUs = clock();
    if (!this.#log.note(sentence, sensorId, timeUs)) return;
    partLogger(logger, part).warn({ sensorId: sensorId ?? undefined, err: cause }, sentence);
    try {
      report({ timeUs, sensorId, sentence });
    } catch (error) {
      partLogger(logger, 'stream').error({ err: error }, 'a fault could not be served');
    }
  }

  /** A fault that somebody else shows: it is kept for the health page alone. */
  note(sentence: string, sensorId: SensorId | null): void {
    this.#log.note(sentence, sensorId, this.#options.clock());
  }
}
