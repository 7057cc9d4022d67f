import type { RecordingStatus } from '../../model/liveStatus.ts';
import type { SessionFacts } from '../../model/sessionFacts.ts';
import type { CueSettings } from '../../model/settings.ts';
import type { Trial } from '../../model/trial.ts';

/** `GET` and `POST /api/v1/live/session`: the session of the sensors, also while a recording is shown. */
export interface LiveSessionAnswer
  extends Pick<
    RecordingStatus,
    'session' | 'startedUs' | 'subject' | 'protocol' | 'task' | 'assessment'
  > {
  readonly frameRateHz: number;
  /** null where the lengths of the segments were given instead. */
  readonly heightM: number | null;
  /** Of the next session where none is given. */
  readonly nextHeightM: {
    /** Where it is of the same person. */
    readonly same: number | null;
    /** Where it is of another. */
    readonly other: number | null;
  };
  readonly shankLengthM: number;
  readonly thighLengthM: number;
  /** Outward turn of each foot in the calibration stance, degrees. */
  readonly toeOutDeg: { readonly right: number; readonly left: number };
  readonly cue: CueSettings;
  /** What goes beside the recording. */
  readonly facts: SessionFacts;
}

/** `GET /api/v1/live/trials`: the newest 100. */
export interface TrialsAnswer {
  readonly trials: readonly Trial[];
}

/** `POST /api/v1/live/trial` and `POST /api/v1/live/marker`. */
export interface MarkedAnswer {
  /** Id of the recording that it stands in; empty before the first sensor. */
  readonly session: string;
  /** The newest trial; null before the first. */
  readonly trial: Trial | null;
}
