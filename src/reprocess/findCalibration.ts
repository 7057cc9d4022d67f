import { StillnessSurvey } from '../body/calibration/stillnessSurvey.ts';
import type { Calibration, CalibrationWindows, TimeWindow } from '../model/calibration.ts';
import type { PipelineSettings } from '../model/settings.ts';
import type { Recording } from '../recording/reader.ts';
import { calibrationIn, calibrationPass } from './calibrationPass.ts';

/** How much of the movement beside a standing is taken where nobody named it, µs. */
const FUNCTIONAL_US = 60e6;
const MIN_FUNCTIONAL_US = 5e6;
/** The last packets make no frames any more: a window beyond them would never be over. */
export const LAST_US = 250_000;

export interface KnownWindows {
  /** What somebody knows of the recording; null is looked for. */
  readonly standing: TimeWindow | null;
  readonly functional: TimeWindow | null;
}

/**
 * The calibration of a recording, by going through its inputs once or twice: on the windows given;
 * else the first standing and movement that pass the checks of a live calibration; else on the
 * stillest stretch and the movement beside it, with verdict redo.
 * @param onProgress called with the hub time that was reached
 * @returns null where no leg has both its sensors, or they did not deliver together
 */
export async function findCalibration(
  recording: Recording,
  settings: PipelineSettings,
  { standing, functional }: KnownWindows,
  onProgress: (timeUs: number) => void,
): Promise<Calibration | null> {
  const survey = new StillnessSurvey();
  if (standing === null || functional === null) {
    const found = await look(recording, settings, survey, standing ?? functional, onProgress);
    if (found) return found;
  }
  const still = standing ?? stillestBefore(survey, functional);
  if (still === null) return null;
  const isGiven = standing !== null || functional !== null;
  const windows: CalibrationWindows = {
    standing: still,
    functional: functional ?? movementBeside(still, recording),
    method: isGiven ? 'givenWindows' : 'assessedMovement',
  };
  return calibrateOn(recording, settings, windows, onProgress);
}

/** Surveys the recording; ends early with a sound calibration where nothing was given. */
async function look(
  recording: Recording,
  settings: PipelineSettings,
  survey: StillnessSurvey,
  given: TimeWindow | null,
  onProgress: (timeUs: number) => void,
): Promise<Calibration | null> {
  let found: Calibration | null = null;
  const visit: Parameters<typeof calibrationPass>[0]['visit'] = (output, timeUs) => {
    onProgress(timeUs);
    for (const samples of output.samples) survey.add(samples);
    const calibration = calibrationIn(output);
    if (given === null && calibration && calibration.verdict !== 'redo') found = calibration;
    return found !== null;
  };
  await calibrationPass({ recording, settings, windows: null, visit });
  return found;
}

async function calibrateOn(
  recording: Recording,
  settings: PipelineSettings,
  windows: CalibrationWindows,
  onProgress: (timeUs: number) => void,
): Promise<Calibration | null> {
  const lastUs = Math.max(windows.standing.toUs, windows.functional.toUs);
  let found: Calibration | null = null;
  const visit: Parameters<typeof calibrationPass>[0]['visit'] = (output, timeUs) => {
    onProgress(timeUs);
    found = calibrationIn(output);
    return found !== null || output.frames.some((frame) => frame.timeUs > lastUs);
  };
  await calibrationPass({ recording, settings, windows, visit });
  return found;
}

/** A standing before the movement tells the start; any other is better than none. */
function stillestBefore(survey: StillnessSurvey, functional: TimeWindow | null): TimeWindow | null {
  const before = functional && { fromUs: 0, toUs: functional.fromUs };
  return (before && survey.stillest(before)) ?? survey.stillest();
}

/** What follows a standing belongs to it, unless next to nothing does. */
function movementBeside({ fromUs, toUs }: TimeWindow, { startUs, endUs }: Recording): TimeWindow {
  const lastUs = endUs - LAST_US;
  const afterUs = lastUs - toUs;
  return afterUs >= MIN_FUNCTIONAL_US || afterUs >= fromUs - startUs
    ? { fromUs: toUs, toUs: Math.min(lastUs, toUs + FUNCTIONAL_US) }
    : { fromUs: fromUs - FUNCTIONAL_US, toUs: fromUs };
}
