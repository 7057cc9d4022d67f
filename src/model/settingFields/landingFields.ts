import { fieldsBelow, type SettingField } from './settingField.ts';

const G = { unit: 'g', low: 0, high: 32 } as const;
const MS = { unit: 'ms', low: 0, high: 2000 } as const;

export const LANDING_FIELDS: readonly SettingField[] = fieldsBelow(
  'landings',
  ['thresholds', 'landing'],
  {
    flightShankG: {
      ...G,
      label: 'Flight: shank below',
      meaning: 'In flight the sensors of every leg feel less than this.',
      effect: 'Less asks for a cleaner flight and may miss small jumps.',
    },
    flightThighG: {
      ...G,
      label: 'Flight: one thigh below',
      meaning: 'In flight at least one thigh feels less than this.',
      effect: 'Less asks for a cleaner flight and may miss small jumps.',
    },
    flightMeanMs: {
      unit: 'ms',
      low: 0,
      high: 500,
      label: 'Flight: averaged over',
      meaning: 'Forces are averaged over this long about each instant to find a flight.',
      effect: 'More is steadier and blurs short flights.',
    },
    flightMinMs: {
      ...MS,
      label: 'Shortest flight',
      meaning: 'A flight lasts at least this long.',
      effect: 'More passes over hops and steps.',
    },
    flightMaxMs: {
      ...MS,
      label: 'Longest flight',
      meaning: 'A flight lasts at most this long.',
      effect: 'Less passes over sensors that were thrown or fell.',
    },
    takeOffShare: {
      low: 0,
      high: 1,
      label: 'Take-off: share of the push',
      meaning:
        'Take-off is where the force of the shank last fell through this share of its largest.',
      effect: 'More dates take-off earlier, so jumps come out higher.',
    },
    takeOffWithinMs: {
      ...MS,
      label: 'Take-off: looked for within',
      meaning: 'How long before a flight the largest force of the push is looked for.',
      effect: 'More finds slow pushes, and may take an earlier blow for one.',
    },
    jumpFlightMinMs: {
      ...MS,
      label: 'Jump: shortest flight',
      meaning: 'Only a flight of at least this long is given a height.',
      effect: 'More leaves low jumps without a height.',
    },
    jumpExtensionDeg: {
      unit: '°',
      low: 0,
      high: 180,
      label: 'Jump: least stretch',
      meaning: 'Only a flight before which the knees stretched by this much is given a height.',
      effect: 'Less gives heights to hops off a box too, where they mean nothing.',
    },
    icG: {
      ...G,
      label: 'Contact: shank above',
      meaning: 'A foot has met the floor where its shank feels more than this.',
      effect: 'More misses soft landings; less takes a swing of the leg for one.',
    },
    icBackDateG: {
      ...G,
      label: 'Contact: dated back to',
      meaning: 'Contact is dated back to where the force rose through this.',
      effect: 'Less dates contact earlier.',
    },
    icBackDateMs: {
      ...MS,
      label: 'Contact: dated back at most',
      meaning: 'Contact is dated back by no more than this.',
      effect: 'More follows a slow rise further back.',
    },
    impactMs: {
      ...MS,
      label: 'Impact: looked at for',
      meaning: 'How long after the contact the force is looked at, to tell it from a tap.',
      effect: 'More asks for a longer load.',
    },
    impactMedianG: {
      ...G,
      label: 'Impact: median above',
      meaning: 'The median of the force over that time is at least this.',
      effect: 'More passes over taps; too much misses soft landings.',
    },
    confirmImpactWithinMs: {
      ...MS,
      label: 'Contact: within, after the flight',
      meaning: 'A contact comes in the flight or at most this long after it.',
      effect: 'More accepts a later contact.',
    },
    otherLegWithinMs: {
      ...MS,
      label: 'Other leg within',
      meaning: 'The other foot belongs to the same landing if it comes down within this time.',
      effect: 'Less tells legs that land apart as landings of one leg.',
    },
    minIcGapMs: {
      ...MS,
      label: 'Least time between contacts',
      meaning: 'Contacts sooner than this after the last one do not count.',
      effect: 'More passes over a bounce of the foot.',
    },
    timeoutMs: {
      ...MS,
      label: 'Deepest bend within',
      meaning: 'The deepest bend is looked for until this long after contact.',
      effect: 'More waits for slow, deep landings.',
    },
    contactMaxMs: {
      ...MS,
      label: 'Longest time on the floor',
      meaning: 'A next flight within this time makes it a landing that was jumped from.',
      effect: 'More waits longer before a landing is told.',
    },
  },
);
