import type { Side } from '../../../src/model/placement.ts';
import { DEFAULT_SETTINGS, type PipelineSettings } from '../../../src/model/settings.ts';
import type { Person } from '../../../src/simulator/person.ts';

/** A session of any task, as far as settings go by it. */
interface Played {
  readonly person: Person;
  readonly options: { readonly toeOutDeg: Readonly<Record<Side, number>> };
}

/** The settings of somebody who measured the person right, or entered another toe-out. */
export function settingsFor(
  { person, options }: Played,
  toeOutDeg: Readonly<Record<Side, number>> = options.toeOutDeg,
): PipelineSettings {
  const { shankLengthM, thighLengthM } = person;
  return { ...DEFAULT_SETTINGS, subject: { shankLengthM, thighLengthM, toeOutDeg } };
}
