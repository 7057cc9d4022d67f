import type { LiveStatus } from '../../model/liveStatus.ts';

/** `GET /api/v1/live/status`: how the live session goes, also while a recording is shown. */
export interface LiveStatusAnswer {
  /** null where the hub has no live session. */
  readonly status: LiveStatus | null;
  /** Sensors that deliver samples now. */
  readonly streaming: number;
}
