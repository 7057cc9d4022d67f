import { SIDES } from '../../model/placement.ts';
import { float, integer, type Measurement, text } from './measurement.ts';

const CALIBRATED = SIDES.flatMap((side) => [
  float(`${side}_axis_sd_deg`, 'deg', `with \`calibration\`: sd of the ${side} flexion axis`),
  float(`${side}_axis_share`, '1', `with \`calibration\`: turning about that axis, 0 to 1`),
  float(
    `${side}_relative_heading_sd_deg`,
    'deg',
    `with \`calibration\`: sd of the heading of the ${side} shank to its thigh`,
  ),
  float(`${side}_heading_consistency`, '1', `with \`calibration\`: agreement on it, 0 to 1`),
  float(`${side}_flexion_range_deg`, 'deg', `with \`calibration\`: range of the ${side} knee`),
  text(`${side}_refinement`, `with \`calibration\`: what refined the axes of the ${side} leg`),
]);

export const SESSION = {
  name: 'session',
  line: 'something about a whole session, or an instant of it',
  tags: [
    {
      name: 'event',
      meaning:
        '`start`, `end`, `calibration`, `newSet`, `marker`, `trialStart`, `trialEnd`, `clockJump`, `fault`',
      reason: 'two of them at one instant would overwrite each other as a field',
    },
  ],
  fields: [
    text('protocol', 'with `start`: what was done, in the words of the lab'),
    text('assessment', 'with `start`: of which assessment; absent without'),
    text('method', 'with `start`: `offline` when reckoned from what came before and after'),
    text('parent', 'with `start`: id of the recording it was computed from'),
    text('continues', 'with `start`: id of the part that broke off before this one'),
    float('frame_rate_hz', 'Hz', 'with `start`: rate of the frames'),
    float(
      'body_rate_hz',
      'Hz',
      'with `start`: rate of the lines of `body`, the frame rate or lower',
    ),
    text('headline', 'with `start`: measure that drives figure, band and cue'),
    text('headline_unit', 'with `start`: `cm` or `deg`'),
    text('software', 'with `start`: name and version'),
    text('settings_hash', 'with `start`: SHA-256 of the settings'),
    float('duration_s', 's', 'with `end`'),
    integer('frames', '1', 'with `end`: frames of the session'),
    integer('reps', '1', 'with `end`: repetitions told'),
    integer('samples_lost', '1', 'with `end`: of all sensors, less those had again'),
    text('label', 'with `marker` and `trialStart`: its name'),
    integer(
      'number',
      '1',
      'with `trialStart` and `trialEnd`: of the trial; with `newSet`: how many',
    ),
    integer('by_us', 'µs', 'with `clockJump`: by how much the clock of the computer went forward'),
    text('sentence', 'with `fault`: what is wrong'),
    text('calibration_id', 'with `calibration`'),
    text('verdict', 'with `calibration`: `good`, `usable` or `redo`'),
    text('reasons', 'with `calibration`: why not good'),
    float('standing_s', 's', 'with `calibration`: length of the standing'),
    float('movement_s', 's', 'with `calibration`: length of the movement'),
    ...CALIBRATED,
  ],
} as const satisfies Measurement;
