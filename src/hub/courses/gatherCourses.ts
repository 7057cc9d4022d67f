import { headlineOfSettings } from '../../movement/thresholds.ts';
import { ReportError } from '../../report/gather/reportError.ts';
import type { CycleKind, RepCoursesAnswer } from '../../stream/answers/repCourses.ts';
import { leastDifferenceOf } from '../leastDifference.ts';
import type { OpenedRecording } from '../recordingLibrary.ts';
import { drawnMeasures } from './courseMeasures.ts';
import { CoursePass } from './coursePass.ts';

const HOLDS_ALONE =
  'This recording has holds. They have no beginning and end that could be laid over one another; the report has their figures.';
const EXPLORATORY =
  'Angles from the front in walking are exploratory: sensors on thigh and shank repeat them poorly between days.';
const NOTHING = 'No repetition, landing or stride was found in this recording.';

/**
 * Every rep, landing or stride of a recording on a common time base, from its stored results.
 * @throws ReportError for a recording without results
 */
export async function gatherCourses({
  id,
  recording,
  subject,
  site,
}: OpenedRecording): Promise<RepCoursesAnswer> {
  const { path, metadata, startUs } = recording;
  const { settings, startedUs, simulated, method = 'live', software } = metadata;
  const headline = headlineOfSettings(settings);
  const measures = drawnMeasures(headline, settings.customMeasures ?? []);
  const pass = new CoursePass({ headline, measures, startedUs });
  for await (const batch of recording.batches(['frame', 'event'])) {
    for (const message of batch) {
      if (message.kind === 'frame') pass.frame(message.frame);
      else pass.event(message.event);
    }
  }
  if (pass.frames === 0) {
    throw new ReportError(
      `${path} has packets alone, no angles: run "plumbline process" on it and look at what that gives`,
      path,
    );
  }
  const [kind, cycles] = cyclesOf(pass);
  const isStated = (key: string): boolean =>
    cycles.some(({ legs }) => legs.some(({ courses }) => courses[key]?.some((v) => v !== null)));
  return {
    id,
    subject,
    task: settings.task,
    startedUs,
    simulated,
    method,
    software,
    replayFromS: (startUs - startedUs) / 1e6,
    headline,
    headlineMdc95: leastDifferenceOf(headline.measure, site),
    kind,
    note: noteOf(kind, pass),
    measures: measures
      .filter(({ key }) => isStated(key))
      .map(({ key, label, unit }) => ({ key, label, unit })),
    cycles,
    leftOut: pass.leftOut,
  };
}

/** A recording has one kind as a rule; the squats before a walk calibrate and are none. */
function cyclesOf(pass: CoursePass): readonly [CycleKind | null, CoursePass['reps']] {
  if (pass.landings.length > 0) return ['landing', pass.landings];
  if (pass.strides.length > 0) return ['stride', pass.strides];
  return pass.reps.length > 0 ? ['rep', pass.reps] : [null, []];
}

function noteOf(kind: CycleKind | null, { holds }: CoursePass): string | null {
  if (kind === 'stride') return EXPLORATORY;
  if (kind !== null) return null;
  return holds > 0 ? HOLDS_ALONE : NOTHING;
}
