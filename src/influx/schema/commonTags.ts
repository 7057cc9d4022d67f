import type { Tag } from './measurement.ts';

/**
 * Tags of every measurement, in the order of their names. All follow from the session, so they add no
 * series of their own; none holds the name of a person.
 */
export const COMMON_TAGS = [
  {
    name: 'derived',
    meaning: '`true` when it was computed again from another recording',
    reason: 'the same movements are in the database twice then: take one of the two',
  },
  {
    name: 'hub',
    meaning: 'name of the machine that uploads',
    reason: 'several hubs may share a bucket',
  },
  {
    name: 'session',
    meaning: 'id of the session, as in the name of its file',
    reason: 'finds the recording',
  },
  {
    name: 'simulated',
    meaning: '`true` when no person wore the sensors',
    reason: 'keeps trials with the simulator out of results',
  },
  {
    name: 'subject',
    meaning: 'pseudonym such as `P-7F3K`',
    reason: 'trends of one person; never a name',
  },
  {
    name: 'task',
    meaning: 'what was done, such as `bilateralSquat`',
    reason: 'names the headline and its unit; figures of different tasks are never mixed',
  },
] as const satisfies readonly Tag[];

export type CommonTag = (typeof COMMON_TAGS)[number]['name'];

/** Tag `side` of a measurement with a line per leg. */
export const SIDE_TAG = {
  name: 'side',
  meaning: '`right` or `left`',
  reason: 'the two legs at one instant are two lines',
} as const satisfies Tag;

/** Tag `sensor` and tag `place` of what belongs to one sensor. */
export const SENSOR_TAGS = [
  {
    name: 'place',
    meaning: 'where it is worn, such as `right_shank`; `none` when it is not placed',
    reason: 'what a person looks for',
  },
  { name: 'sensor', meaning: 'its serial number', reason: 'what a technician looks for' },
] as const satisfies readonly Tag[];
