import type { QualityFlag } from '../../model/quality.ts';

/**
 * Why a cue that was due did not sound ([movement] §3.3, §3.4), the one that is told first where
 * several hold. A bound of the heading and a sensor that slipped come as flags of the data.
 */
export type SuppressionReason =
  | 'first rep after calibration'
  | 'cross-talk check failed'
  | 'calibration is over an hour old'
  | 'foot not planted'
  | `data are ${QualityFlag}`
  | 'impact just before'
  | 'gap in the data just before'
  | 'left and right jumped apart'
  | 'thigh near horizontal'
  | 'delayed'
  | 'packets are old'
  | 'knee hardly bent'
  | 'enough cues in this rep'
  | 'enough cues in this minute'
  | 'too late after the rep'
  | 'not drawn for this rep'
  | 'told afterwards'
  | 'not asked for'
  | 'feedback is off';
