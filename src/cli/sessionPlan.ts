import type { BrokenOff } from '../hub/brokenOff.ts';
import { leastDifferenceOf } from '../hub/leastDifference.ts';
import { sayingFacts } from '../hub/sayingFacts.ts';
import type { SessionChoice } from '../hub/sessionChoice.ts';
import type { SessionPlan } from '../hub/sessionPlan.ts';
import { recordSessions } from '../hub/sessionRecording.ts';
import type { Task } from '../model/task.ts';
import type { SiteRepeatability } from '../movement/detectableChange.ts';
import { headlineOf } from '../movement/thresholds.ts';
import { Pipeline } from '../pipeline/pipeline.ts';
import { SOFTWARE } from './projectFolder.ts';
import type { HubSensors } from './sensorSource.ts';

/** Where and of which sensors the sessions of a hub are recorded. */
export interface SessionSources {
  readonly folder: string;
  readonly sensors: Pick<HubSensors, 'isSimulation' | 'truthAt'>;
  /** What the site measured of itself, by task. */
  readonly site: (task: Task) => SiteRepeatability | null;
}

/** What the first session of a hub has besides: what its start flags and the folder said. */
export interface FirstSession {
  readonly notes: string;
  readonly brokenOff: BrokenOff | null;
}

/** @param first absent for a session that was begun while the hub ran */
export function sessionPlan(
  { subject, protocol, settings, facts }: SessionChoice,
  { folder, sensors, site }: SessionSources,
  first: FirstSession = { notes: '', brokenOff: null },
): SessionPlan {
  const simulated = sensors.isSimulation;
  const about = { subject, simulated, protocol, notes: first.notes, software: SOFTWARE, settings };
  const open = recordSessions(folder, about, sensors.truthAt, first.brokenOff);
  const headline = headlineOf(settings.task, settings.thresholds);
  return {
    subject,
    protocol,
    settings,
    facts: {
      simulated,
      frameRateHz: settings.frameRateHz,
      headline,
      task: settings.task,
      headlineMdc95: leastDifferenceOf(headline.measure, site(settings.task)),
      customMeasures: settings.customMeasures,
    },
    pipeline: () => new Pipeline(settings),
    openRecording: sayingFacts(open, folder, facts),
  };
}
