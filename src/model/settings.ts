import type { AssessmentId } from './assessment.ts';
import type { CueSchedule } from './cueSchedule.ts';
import type { CustomMeasure } from './customMeasures.ts';
import type { Side } from './placement.ts';
import type { Task } from './task.ts';
import type { Thresholds } from './thresholds.ts';

/**
 * What somebody measured of a leg in the calibration stance, degrees: no movement tells it as well.
 * Any of them may be absent.
 */
export interface MeasuredLeg {
  /** Hip centre to knee centre against the vertical, + knee medial to hip. */
  readonly thighLeanDeg?: number;
  /** Knee centre to ankle centre against the vertical, + knee medial to ankle. */
  readonly shankLeanDeg?: number;
  /** How far the knee faces inward of the toes: square to the line through the condyles. */
  readonly condylesInwardDeg?: number;
}

export type MeasuredLegs = Readonly<Partial<Record<Side, MeasuredLeg>>>;

/** Facts of the person that the measures need. */
export interface SubjectSettings {
  /** Ankle to knee centre, metres; default 0.246 of a height of 1.75 m. */
  readonly shankLengthM: number;
  /** Knee to hip centre, metres; default 0.245 of a height of 1.75 m. */
  readonly thighLengthM: number;
  /** Outward turn of each foot against straight ahead in the calibration stance, degrees. */
  readonly toeOutDeg: { readonly right: number; readonly left: number };
  /** Absent where nobody measured. */
  readonly measured?: MeasuredLegs;
}

export interface CueSettings {
  /** False keeps the hub silent; reps and bands go on. */
  readonly enabled: boolean;
  /** Band whose lower edge fires the cue: 1 `slightly in`, 2 `in`, 3 `far in`. */
  readonly fromBand: 1 | 2 | 3;
  readonly words: string;
  /** When feedback is given; absent is bandwidth. */
  readonly schedule?: CueSchedule;
  /** Raises the threshold above the edge of the band, degrees; 2 suits a novice cued from band 1. */
  readonly marginDeg?: number;
  /** Cues already when the knee moves in fast enough to be beyond the threshold soon. */
  readonly predict?: boolean;
  /** Tells at the end of a rep that stayed below the threshold, where the schedule does not anyway. */
  readonly inLine?: boolean;
}

/** All that shapes the pipeline's results besides its inputs. Stored with every recording. */
export interface PipelineSettings {
  /** Rate of body frames; 100 Hz for squats, 200 Hz for landings. */
  readonly frameRateHz: number;
  /**
   * How long a sensor may be silent at least before frames go out with its leg stale, ms. One that was
   * lately silent for longer and then delivered all is waited for as long again, up to half a second.
   * Longer survives worse radio, shorter bounds the latency when a sensor drops.
   */
  readonly latenessBudgetMs: number;
  readonly task: Task;
  /** Which assessment of that task is done; absent in free practice. */
  readonly assessment?: AssessmentId;
  readonly subject: SubjectSettings;
  readonly cue: CueSettings;
  /** Formulas that are computed for every frame and leg; at most 16. */
  readonly customMeasures: readonly CustomMeasure[];
  /** Bands, detectors and cues; absent where the defaults of the version hold. */
  readonly thresholds?: Thresholds;
}

/** With the thresholds in force among them. */
export interface EffectiveSettings extends PipelineSettings {
  readonly thresholds: Thresholds;
}

/** An impact is over in less than two frames of the default rate. */
export const LANDING_FRAMES_HZ = 200;

export const DEFAULT_SETTINGS: PipelineSettings = Object.freeze({
  frameRateHz: 100,
  latenessBudgetMs: 120,
  task: 'bilateralSquat',
  subject: Object.freeze({
    shankLengthM: 0.4305,
    thighLengthM: 0.42875,
    toeOutDeg: Object.freeze({ right: 7, left: 7 }),
  }),
  cue: Object.freeze({ enabled: true, fromBand: 2, words: 'Spread the floor' }),
  customMeasures: Object.freeze([]),
});
