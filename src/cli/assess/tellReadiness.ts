import type { AssessmentId } from '../../model/assessment.ts';
import { assessmentOf } from '../../movement/assessments/assessments.ts';
import { readiness } from '../../movement/assessments/readiness.ts';
import type { AssessCheckFlags } from '../assessFlags.ts';
import { endProcess } from '../endProcess.ts';
import { readinessText } from './readinessText.ts';
import { sensorsInRange, sensorsOfRecording } from './readySensors.ts';

/** Prints whether sensors are enough for an assessment. @throws BleError, CliError, RecordingError */
export async function tellReadiness(
  id: AssessmentId,
  file: string | undefined,
  flags: AssessCheckFlags,
): Promise<void> {
  const assessment = assessmentOf(id);
  const source = file === undefined ? await sensorsInRange(flags) : await sensorsOfRecording(file);
  const worn = source.sensors.flatMap(({ placement, rateHz }) =>
    placement === null ? [] : [{ placement, rateHz }],
  );
  const ready = readiness(assessment, worn, source.facts);
  const { sensors, problems } = source;
  console.log(
    flags.json
      ? JSON.stringify({ assessment: id, ...ready, sensors, problems }, null, 2)
      : readinessText(assessment, ready, source),
  );
  if (file === undefined) await endProcess();
}
