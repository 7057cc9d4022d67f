import type { UploadState } from '../../model/uploadState.ts';
import type { SensorStatus } from '../messages.ts';

/** `GET /api/v1/health`. */
export interface HealthAnswer {
  /** `degraded` where there are faults, or an upload does not go. */
  readonly status: 'ok' | 'degraded';
  readonly mode: 'live' | 'replay';
  /** Id of the recording that is written or shown; empty before the first sensor. */
  readonly session: string;
  /** True where the sensors are made up by a computer. */
  readonly simulated: boolean;
  /** Name and version. */
  readonly software: string;
  /** Pages and programs that listen to the stream. */
  readonly clients: number;
  /** What is wrong now, one sentence each. */
  readonly faults: readonly string[];
  /** null where nothing is uploaded. */
  readonly upload: UploadState | null;
}

/** `GET /api/v1/sensors`: those of the live session, also while a recording is shown. */
export interface SensorsAnswer {
  readonly sensors: readonly SensorStatus[];
}

/** `POST /api/v1/live` and `POST /api/v1/recordings/:id/replay`: what all clients see now. */
export interface ShownAnswer {
  readonly mode: 'live' | 'replay';
  /** Id of the recording; empty of a live session before the first sensor. */
  readonly session: string;
}
