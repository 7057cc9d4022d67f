import type { CalibrationVerdict } from '../../model/calibration.ts';
import type { Trial } from '../../model/trial.ts';

/** How many there are, and on how many of them figures may rest. */
export interface CountedResults {
  readonly all: number;
  readonly sound: number;
}

/** What began in a trial. */
export interface TrialContents extends Trial {
  readonly reps: number;
  readonly landings: number;
  readonly strides: number;
  readonly holds: number;
}

/** `GET /api/v1/recordings/:id/contents`: what is in one that is closed; nothing is computed anew. */
export interface RecordingContents {
  /** Log time of the first and the last message, hub time. */
  readonly startUs: number;
  readonly endUs: number;
  /** `offline` was reckoned from what came before and after each frame; null as samples came. */
  readonly method: 'offline' | null;
  readonly software: string;
  /** False of packets alone: there are no angles until it is processed. */
  readonly hasResults: boolean;
  readonly trials: readonly TrialContents[];
  readonly markers: readonly { readonly timeUs: number; readonly label: string }[];
  readonly reps: CountedResults;
  readonly landings: CountedResults;
  readonly strides: CountedResults;
  readonly holds: number;
  readonly cues: number;
  /** In order; empty where none was found. */
  readonly calibrations: readonly {
    readonly timeUs: number;
    readonly verdict: CalibrationVerdict;
  }[];
  /** Samples that the radio did not deliver, and of them those that were had later. */
  readonly samplesLost: number;
  readonly samplesRefilled: number;
  readonly faults: number;
  /** Stretches of the file that cannot be read; what they held is in none of these figures. */
  readonly damagedChunks: number;
}
