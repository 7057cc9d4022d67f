import { SIDE_TAG } from './commonTags.ts';
import { float, integer, type Measurement, text, truth } from './measurement.ts';

export const LANDING = {
  name: 'landing',
  line: 'one leg in one landing, at its first contact',
  tags: [SIDE_TAG],
  fields: [
    integer('number', '1', 'in its set; the first is 1'),
    integer('duration_us', 'µs', 'from first contact to deepest flexion'),
    truth('counted', 'false when the data under it were not `ok`'),
    truth('low_rate', 'below 120 samples per second impacts are over between two of them'),
    float('confidence', '1', '0 to 1'),
    text('quality', 'worst quality word'),
    float('flight_s', 's', 'of the flight before it'),
    float('jump_height_m', 'm', 'of that flight; absent where it was no jump'),
    float('contact_difference_ms', 'ms', 'right less left; absent where one leg came down'),
    float('headline_at_contact', 'cm or deg', 'headline measure at contact'),
    float('headline_peak', 'cm or deg', 'its largest up to deepest flexion'),
    float('headline_excursion', 'cm or deg', 'its largest less that at contact'),
    text('band', 'of the largest: `in line`, `slightly in`, `in`, `far in`'),
    float('knee_valgus_peak_deg', 'deg', 'knee abduction, largest, + valgus'),
    float('knee_valgus_excursion_deg', 'deg', 'its largest less that at contact'),
    float('flexion_at_contact_deg', 'deg', 'knee flexion at contact'),
    float('peak_flexion_deg', 'deg', 'largest knee flexion'),
    float('peak_shank_g', 'g', 'largest specific force of the shank in the first 100 ms'),
  ],
} as const satisfies Measurement;

export const STRIDE = {
  name: 'stride',
  line: 'one stride of one leg, at its first contact',
  tags: [SIDE_TAG],
  fields: [
    integer('number', '1', 'of this leg since the set began'),
    float('stride_s', 's', 'from contact to contact'),
    float('stance_pct', '%', 'share of the stride on the floor'),
    float('loading_flexion_deg', 'deg', 'largest knee flexion in loading'),
    float('swing_flexion_deg', 'deg', 'largest knee flexion in swing'),
    float('knee_valgus_peak_stance_deg', 'deg', 'exploratory: knee abduction in stance, largest'),
    float('knee_valgus_range_stance_deg', 'deg', 'exploratory: its range in stance'),
    float('shank_lean_mid_stance_deg', 'deg', 'exploratory: shank lean in mid stance'),
    text('quality', 'worst quality word, of times and flexion'),
    text('frontal_quality', 'of the exploratory figures'),
  ],
} as const satisfies Measurement;

export const HOLD = {
  name: 'hold',
  line: 'one posture held, at its end',
  tags: [
    {
      name: 'kind',
      meaning: '`balance`, `halfKneeling` or `kneeToWall`',
      reason: 'their figures are not comparable',
    },
    SIDE_TAG,
  ],
  fields: [
    integer('number', '1', 'of this leg in the set'),
    float('hold_s', 's', 'how long'),
    text('ended_by', 'why it was over, such as `footDown`'),
    integer('touch_downs', '1', 'of the other foot'),
    float('shank_lean_rms_deg', 'deg', 'about its mean'),
    float('shank_tilt_rms_deg', 'deg', 'about its mean'),
    float('ellipse_deg2', 'deg²', 'of shank lean and tilt, 95 %'),
    float('in_zone_pct', '%', 'share of the time within the zone of the programme'),
    float('mean_knee_valgus_deg', 'deg', 'knee abduction, + valgus'),
    float('foot_roll_rms_deg', 'deg', 'needs a foot sensor'),
    float('peak_shank_tilt_deg', 'deg', 'of the knee to the wall: largest with the foot planted'),
    text('heel_down', 'of the knee to the wall: `seen` by a foot sensor, or `assumed`'),
    float('confidence', '1', '0 to 1'),
    text('quality', 'worst quality word'),
  ],
} as const satisfies Measurement;
