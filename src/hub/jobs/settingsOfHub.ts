import type { CueSettings, EffectiveSettings } from '../../model/settings.ts';
import { type GivenSettings, withSettings } from '../../model/settingsSchema.ts';

/** What holds of cues where nothing is said of it, written out: a recording may say something else. */
const UNSAID: Pick<Required<CueSettings>, 'schedule' | 'marginDeg' | 'predict' | 'inLine'> = {
  schedule: { kind: 'bandwidth' },
  marginDeg: 0,
  predict: false,
  inLine: false,
};

/**
 * Targets, cues and custom measures of a session whole, in place of those of a recording, and what else was given;
 * who and what was recorded stay.
 * @param given goes before what the session says
 */
export function settingsOfHub(inForce: EffectiveSettings, given: GivenSettings): GivenSettings {
  const { thresholds, cue, customMeasures } = withSettings(inForce, given);
  return {
    ...given,
    thresholds,
    cue: { ...UNSAID, ...cue },
    customMeasures: [...customMeasures],
  };
}
