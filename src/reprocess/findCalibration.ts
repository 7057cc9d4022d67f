import { StillnessSurvey } from '../body/calibration/stillnessSurvey.ts';
import type { Calibration, CalibrationWindows, TimeWindow } from '../model/calibration.ts';
import type { PipelineInput } from '../model/events.ts';
import { SIDES, type Side } from '../model/placement.ts';
import type { SensorId } from '../model/sensor.ts';
import type { PipelineSettings } from '../model/settings.ts';
import type { Recording } from '../recording/reader.ts';
import { calibrationIn, calibrationPass } from './calibrationPass.ts';
import { timeOf } from './inputs.ts';
import type { SampleOrder } from './order/sampleOrder.ts';
import { type LegSensors, WornLegs } from './wornLegs.ts';

/** How much of the movement beside a standing is taken where nobody named it, µs. */
const FUNCTIONAL_US = 60e6;
const MIN_FUNCTIONAL_US = 5e6;
/** Where less than this follows a movement, it was the one to be assessed, µs. */
const MIN_ASSESSED_US = 5e6;
/** The last packets make no frames any more: a window beyond them would never be over. */
export const FRAMELESS_END_US = 250_000;

export interface KnownWindows {
  /** What somebody knows of the recording; null is looked for. */
  readonly standing: TimeWindow | null;
  readonly functional: TimeWindow | null;
}

interface Search {
  readonly recording: Recording;
  readonly order: SampleOrder;
  readonly settings: PipelineSettings;
  /** Called with the hub time that was reached. */
  readonly onProgress: (timeUs: number) => void;
}

/**
 * The calibration of a recording, by going through its inputs once or more often: on the windows
 * given; else the first standing and movement that pass the checks of a live calibration, of both
 * legs or else of each; else on the stillest stretch and the movement beside it, with verdict redo.
 * @param order in which the inputs count
 * @param onProgress called with the hub time that was reached
 * @returns null where no leg wears both its sensors, or they deliver too little together
 */
export async function findCalibration(
  recording: Recording,
  order: SampleOrder,
  settings: PipelineSettings,
  { standing, functional }: KnownWindows,
  onProgress: (timeUs: number) => void,
): Promise<Calibration | null> {
  const search = { recording, order, settings, onProgress };
  if (standing && functional) {
    return calibrateOn(search, { standing, functional, method: 'givenWindows' });
  }
  const survey = new StillnessSurvey();
  const worn = new WornLegs();
  const isGiven = standing !== null || functional !== null;
  const found = await look(search, survey, worn, isGiven);
  if (found) return isAssessed(found, recording) ? onAssessed(search, found) : found;
  const legs = worn.legs();
  const each = isGiven || legs.length < 2 ? null : await lookLegByLeg(search, legs);
  if (each) return each;
  for (const { thigh, shank } of legs) {
    const still = standing ?? stillestFor(survey, [thigh, shank], functional);
    if (still === null) continue;
    return calibrateOn(search, {
      standing: still,
      functional: functional ?? movementBeside(still, recording),
      method: isGiven ? 'givenWindows' : 'assessedMovement',
    });
  }
  return null;
}

/** Surveys the recording; ends early with a sound calibration where nothing was given. */
async function look(
  search: Search,
  survey: StillnessSurvey,
  worn: WornLegs,
  isGiven: boolean,
): Promise<Calibration | null> {
  let found: Calibration | null = null;
  await calibrationPass({
    ...search,
    windows: null,
    isWanted: () => true,
    visit: (output, input) => {
      search.onProgress(timeOf(input));
      worn.see(input);
      for (const samples of output.samples) survey.add(samples);
      found = isGiven ? null : sound(calibrationIn(output));
      return found !== null;
    },
  });
  return found;
}

/** One bad sensor must not spoil the other leg; each is looked at as if it were worn alone. */
async function lookLegByLeg(
  search: Search,
  legs: readonly LegSensors[],
): Promise<Calibration | null> {
  const found: Calibration[] = [];
  for (const { side } of legs) {
    let ofLeg: Calibration | null = null;
    await calibrationPass({
      ...search,
      windows: null,
      isWanted: (input) => !isOnLeg(input, otherSide(side)),
      visit: (output, input) => {
        search.onProgress(timeOf(input));
        ofLeg = sound(calibrationIn(output));
        return ofLeg !== null;
      },
    });
    if (ofLeg) found.push(ofLeg);
  }
  return found.length === 0 ? null : found.reduce(together);
}

/** One object for two legs; where they stood at different times, the first standing tells the age. */
function together(a: Calibration, b: Calibration): Calibration {
  return {
    ...a,
    timeUs: Math.max(a.timeUs, b.timeUs),
    movement: {
      fromUs: Math.min(a.movement.fromUs, b.movement.fromUs),
      toUs: Math.max(a.movement.toUs, b.movement.toUs),
    },
    legs: [...a.legs, ...b.legs],
    verdict: a.verdict === 'good' ? b.verdict : a.verdict,
    checks: [...a.checks, ...b.checks],
    reasons: [...new Set([...a.reasons, ...b.reasons])],
  };
}

async function calibrateOn(
  search: Search,
  windows: CalibrationWindows,
): Promise<Calibration | null> {
  const lastUs = Math.max(windows.standing.toUs, windows.functional.toUs);
  let found: Calibration | null = null;
  await calibrationPass({
    ...search,
    windows,
    isWanted: () => true,
    visit: (output, input) => {
      search.onProgress(timeOf(input));
      found = calibrationIn(output);
      return found !== null || output.frames.some((frame) => frame.timeUs > lastUs);
    },
  });
  return found;
}

function sound(calibration: Calibration | null): Calibration | null {
  return calibration?.verdict === 'redo' ? null : calibration;
}

function isAssessed({ movement }: Calibration, { endUs }: Recording): boolean {
  return endUs - movement.toUs < MIN_ASSESSED_US;
}

/** Nothing follows the squats it was found on: they are what is to be assessed. */
function onAssessed(search: Search, found: Calibration): Promise<Calibration | null> {
  const { standing, movement } = found;
  return calibrateOn(search, { standing, functional: movement, method: 'assessedMovement' });
}

/** A standing before the movement tells the start; any other is better than none. */
function stillestFor(
  survey: StillnessSurvey,
  sensors: readonly SensorId[],
  functional: TimeWindow | null,
): TimeWindow | null {
  const before = functional && { fromUs: 0, toUs: functional.fromUs };
  return (before && survey.stillest(sensors, before)) ?? survey.stillest(sensors);
}

/** What follows a standing belongs to it, unless next to nothing does. */
function movementBeside({ fromUs, toUs }: TimeWindow, { startUs, endUs }: Recording): TimeWindow {
  const lastUs = endUs - FRAMELESS_END_US;
  const afterUs = lastUs - toUs;
  return afterUs >= MIN_FUNCTIONAL_US || afterUs >= fromUs - startUs
    ? { fromUs: toUs, toUs: Math.min(lastUs, toUs + FUNCTIONAL_US) }
    : { fromUs: fromUs - FUNCTIONAL_US, toUs: fromUs };
}

function otherSide(side: Side): Side {
  return SIDES.find((each) => each !== side)!;
}

function isOnLeg(input: PipelineInput, side: Side): boolean {
  return input.type === 'placed' && input.placement?.startsWith(`${side}_`) === true;
}
