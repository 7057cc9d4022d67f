import type { Calibration } from '../../../../../src/model/calibration.ts';
import type { Placement } from '../../../../../src/model/placement.ts';
import type { SensorStatus, Snapshot } from '../../../../../src/stream/messages.ts';
import {
  isArriving,
  LOW_BATTERY_PERCENT,
  type SensorCondition,
} from '../../store/sensorCondition.ts';
import { placementName } from '../sideName.ts';

/** `look`: it goes without, and a person should know. `wait`: it is under way. */
export type StepState = 'done' | 'todo' | 'look' | 'wait';

export type StepName = 'found' | 'placed' | 'streaming' | 'battery' | 'calibrated' | 'sides';

export interface ChecklistStep {
  readonly name: StepName;
  readonly title: string;
  readonly state: StepState;
  /** What is so, or what to do. */
  readonly says: string;
}

export interface ChecklistFacts {
  readonly sensors: readonly SensorStatus[];
  readonly conditionOf: (sensor: SensorStatus) => SensorCondition;
  readonly needed: readonly Placement[];
  /** Least rate of every sensor; null where each need only keep its own. */
  readonly rateHz: number | null;
  readonly calibration: Calibration['verdict'] | null;
  readonly sideCheck: Snapshot['sideCheck'];
}

/** What is counted over a second is off by a packet: as the hub judges a rate. */
const RATE_SHARE = 0.95;

/** From a sensor that is switched on to sides that are known to be right, in this order. */
export function checklist(facts: ChecklistFacts): readonly ChecklistStep[] {
  return [
    foundStep(facts),
    placedStep(facts),
    streamingStep(facts),
    batteryStep(facts),
    calibratedStep(facts),
    sidesStep(facts),
  ];
}

function foundStep({ sensors, needed, conditionOf }: ChecklistFacts): ChecklistStep {
  const here = sensors.filter((sensor) => !['lost', 'unknown'].includes(conditionOf(sensor)));
  const enough = here.length >= needed.length;
  const counted = `${here.length} of ${needed.length} sensors are here.`;
  return {
    name: 'found',
    title: 'Sensors found',
    state: enough ? 'done' : 'todo',
    says: enough ? counted : `${counted} Switch on the others and keep them near the hub.`,
  };
}

function placedStep({ sensors, needed }: ChecklistFacts): ChecklistStep {
  const empty = needed.filter((place) => !sensors.some(({ placement }) => placement === place));
  return {
    name: 'placed',
    title: 'Sensors placed',
    state: empty.length === 0 ? 'done' : 'todo',
    says:
      empty.length === 0 ? 'Every place that is needed has one.' : `Still empty: ${list(empty)}.`,
  };
}

function streamingStep(facts: ChecklistFacts): ChecklistStep {
  const { conditionOf, rateHz } = facts;
  const worn = wornWhereNeeded(facts);
  const quiet = worn.filter((sensor) => !isArriving(conditionOf(sensor)));
  const tooSlow = worn.filter((sensor) => sensor.rateHz < RATE_SHARE * (rateHz ?? 0));
  const slow = worn.filter((sensor) => conditionOf(sensor) === 'slow');
  const step = { name: 'streaming', title: 'Streaming at rate' } as const;
  if (worn.length === 0) return { ...step, state: 'todo', says: 'No sensor is placed yet.' };
  if (quiet.length > 0) {
    const it = itOrThem(quiet);
    const says = `No data from ${names(quiet)}. Bring ${it} nearer, or switch ${it} off and on.`;
    return { ...step, state: 'todo', says };
  }
  if (tooSlow.length > 0) return { ...step, state: 'look', says: slowText(tooSlow, rateHz) };
  // Enough for what is to be done, and yet less than it was set to.
  if (slow.length > 0) return { ...step, state: 'look', says: slowText(slow, null) };
  const lowest = Math.round(Math.min(...worn.map((sensor) => sensor.rateHz)));
  return { ...step, state: 'done', says: `Every one sends ${lowest} samples a second or more.` };
}

/** A sensor that sends all it was set to sends no more when it is brought nearer. */
function slowText(slow: readonly SensorStatus[], rateHz: number | null): string {
  const who = slow.length > 2 ? `${slow.length} sensors` : names(slow);
  const it = itOrThem(slow);
  if (rateHz === null) {
    const should = slow.length > 1 ? 'they should' : 'it should';
    return `${who}: less than what ${should} send. Bring ${it} nearer.`;
  }
  const isSetTooLow = slow.every(({ nominalRateHz }) => (nominalRateHz ?? rateHz) < rateHz);
  const way = isSetTooLow
    ? `Set ${it} to a higher rate; in a terminal: plumbline configure ID --rate ${rateHz}.`
    : `Bring ${it} nearer.`;
  return `${who}: less than ${rateHz} samples a second. ${way}`;
}

function batteryStep(facts: ChecklistFacts): ChecklistStep {
  const worn = wornWhereNeeded(facts);
  const told = worn.flatMap(({ batteryPercent }) =>
    batteryPercent === null ? [] : batteryPercent,
  );
  const low = worn.filter(({ batteryPercent }) => (batteryPercent ?? 100) < LOW_BATTERY_PERCENT);
  const step = { name: 'battery', title: 'Battery' } as const;
  if (worn.length === 0) return { ...step, state: 'todo', says: 'No sensor is placed yet.' };
  if (low.length > 0) return { ...step, state: 'look', says: `Charge ${names(low)}.` };
  if (told.length < worn.length) {
    return { ...step, state: 'look', says: 'Not every sensor tells how full its battery is.' };
  }
  return { ...step, state: 'done', says: `The lowest is at ${Math.min(...told)} %.` };
}

function calibratedStep({ calibration }: ChecklistFacts): ChecklistStep {
  const step = { name: 'calibrated', title: 'Calibrated' } as const;
  switch (calibration) {
    case 'good':
      return { ...step, state: 'done', says: 'The calibration is good.' };
    case 'usable':
      return { ...step, state: 'look', says: 'The calibration is usable, not good.' };
    case 'redo':
      return { ...step, state: 'todo', says: 'The last calibration was not sound: do it again.' };
    case null:
      return { ...step, state: 'todo', says: 'Stand still, then five easy squats.' };
  }
}

function sidesStep({ sideCheck }: ChecklistFacts): ChecklistStep {
  const step = { name: 'sides', title: 'Right and left checked' } as const;
  if (!sideCheck) {
    return { ...step, state: 'look', says: 'Not checked yet: lift the right knee once.' };
  }
  const states = { waiting: 'wait', unclear: 'look', swapped: 'todo', right: 'done' } as const;
  return { ...step, state: states[sideCheck.result], says: sideCheck.sentence };
}

function wornWhereNeeded({ sensors, needed }: ChecklistFacts): SensorStatus[] {
  return sensors.filter(({ placement }) => placement !== null && needed.includes(placement));
}

function itOrThem(sensors: readonly SensorStatus[]): string {
  return sensors.length > 1 ? 'them' : 'it';
}

function list(places: readonly Placement[]): string {
  return places.map(placementName).join(', ').toLowerCase();
}

function names(sensors: readonly SensorStatus[]): string {
  return sensors.map(({ name }) => name).join(', ');
}
