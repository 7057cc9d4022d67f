import type { Side } from '../../../src/model/placement.ts';
import { DEFAULT_SETTINGS, type PipelineSettings } from '../../../src/model/settings.ts';
import type { SquatSession } from '../../../src/simulator/squatSession.ts';

/** The settings of somebody who measured the person right, or entered another toe-out. */
export function settingsFor(
  { person, options }: Pick<SquatSession, 'person' | 'options'>,
  toeOutDeg: Readonly<Record<Side, number>> = options.toeOutDeg,
): PipelineSettings {
  const { shankLengthM, thighLengthM } = person;
  return { ...DEFAULT_SETTINGS, subject: { shankLengthM, thighLengthM, toeOutDeg } };
}
