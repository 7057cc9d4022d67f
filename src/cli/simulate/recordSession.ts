import { basename } from 'node:path';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import { ASSESSMENT_IDS, ASSESSMENT_TASKS, type AssessmentId } from '../../model/assessment.ts';
import type { SessionMetadata } from '../../model/session.ts';
import {
  DEFAULT_SETTINGS,
  LANDING_FRAMES_HZ,
  type PipelineSettings,
} from '../../model/settings.ts';
import type { Task } from '../../model/task.ts';
import type { TruthLeg } from '../../model/truth.ts';
import { effectiveSettings } from '../../movement/thresholds.ts';
import { Pipeline } from '../../pipeline/pipeline.ts';
import { settingsHash } from '../../recording/settingsHash.ts';
import type { RecordingWriter } from '../../recording/writer.ts';
import type { ImuFeed } from '../../simulator/imuFeed.ts';
import type { Person } from '../../simulator/person.ts';
import type { SessionOptions } from '../../simulator/sessionOptions.ts';
import { DEFAULT_DELIVERY, simulatedInputs } from '../../simulator/simulatedInputs.ts';
import type { SimulatedEvent } from '../../simulator/tasks/simulatedEvent.ts';
import { UsageError } from '../cliError.ts';
import { Progress } from '../progress.ts';
import { SOFTWARE } from '../projectFolder.ts';
import { recordWhole } from '../recordWhole.ts';
import type { SimulateFlags } from './simulateFlags.ts';

const US_PER_S = 1e6;

/** What is recorded of a simulated session, whatever its task. */
export interface RecordableSession {
  readonly feeds: readonly ImuFeed[];
  truthAt(timeS: number): readonly TruthLeg[];
  readonly durationS: number;
  /** In order of time; absent where none are told. */
  readonly events?: readonly SimulatedEvent[];
  readonly person: Person;
  readonly options: SessionOptions;
}

/** What was simulated. */
export interface SimulatedTask {
  /** As the recording calls it. */
  readonly protocol: string;
  /** That its settings name, so that it is analysed as what it is; an assessment may be of another. */
  readonly tasks: readonly [Task, ...Task[]];
  /** What it holds, for the line that is printed, such as `10 squats`. */
  readonly what: string;
}

/**
 * Records a simulated session with its truth into a new file, or leaves no file at all.
 * @throws UsageError for an assessment of another movement
 * @throws CliError, RecordingError when the file cannot be written or Ctrl-C ended it
 */
export async function recordSession(
  session: RecordableSession,
  flags: SimulateFlags,
  { protocol, tasks, what }: SimulatedTask,
): Promise<void> {
  const { person, options } = session;
  const { assessment } = flags;
  const task = assessment === undefined ? tasks[0] : taskOf(assessment, tasks);
  const settings = effectiveSettings({
    ...DEFAULT_SETTINGS,
    task,
    ...(assessment !== undefined && { assessment }),
    frameRateHz: task === 'landing' ? LANDING_FRAMES_HZ : DEFAULT_SETTINGS.frameRateHz,
    subject: {
      shankLengthM: person.shankLengthM,
      thighLengthM: person.thighLengthM,
      toeOutDeg: options.toeOutDeg,
    },
  });
  await recordWhole(flags.output, metadataOf(flags, protocol, settings), (writer, interrupted) =>
    fill(writer, flags, session, settings, interrupted),
  );
  console.log(
    `${flags.output}: ${what}, ${Math.floor(session.durationS)} s, ${flags.sensors.length} sensors at ${flags.rate} Hz`,
  );
}

function taskOf(assessment: AssessmentId, tasks: readonly Task[]): Task {
  const task = ASSESSMENT_TASKS[assessment];
  if (tasks.includes(task)) return task;
  const valid = ASSESSMENT_IDS.filter((id) => tasks.includes(ASSESSMENT_TASKS[id]));
  throw new UsageError(
    `--assessment is ${assessment}, which is another movement: valid are ${valid.join(', ')}`,
  );
}

function metadataOf(
  flags: SimulateFlags,
  protocol: string,
  settings: PipelineSettings,
): SessionMetadata {
  return {
    id: basename(flags.output, '.mcap'),
    subject: flags.subject,
    startedUs: flags.started,
    simulated: true,
    protocol,
    notes: `simulated, seed ${flags.seed}${flags.mountingSeed === undefined ? '' : `, mounting seed ${flags.mountingSeed}`}`,
    software: SOFTWARE,
    settings,
    settingsHash: settingsHash(settings),
  };
}

async function fill(
  writer: RecordingWriter,
  flags: SimulateFlags,
  session: RecordableSession,
  settings: PipelineSettings,
  interrupted: AbortSignal,
): Promise<void> {
  const pipeline = new Pipeline(settings);
  const progress = new Progress('simulating', session.durationS);
  const delivery = { ...DEFAULT_DELIVERY, seed: flags.mountingSeed ?? flags.seed };
  const { started: startedUs } = flags;
  const events = [...(session.events ?? [])].reverse();
  const hubTime = ({ timeS }: SimulatedEvent) => startedUs + Math.round(timeS * US_PER_S);
  let truthUs = startedUs;
  let chunkUs = startedUs;
  for (const input of simulatedInputs(session.feeds, startedUs, session.durationS, delivery)) {
    const nowUs = input.type === 'packet' ? input.packet.arrivalUs : input.timeUs;
    for (; truthUs <= nowUs; truthUs += US_PER_S / settings.frameRateHz) {
      const legs = session.truthAt((truthUs - startedUs) / US_PER_S);
      writer.writeTruth({ timeUs: truthUs, legs }, Math.max(truthUs, chunkUs));
    }
    for (let event = events.at(-1); event && hubTime(event) <= nowUs; event = events.at(-1)) {
      const { timeS: _, ...happening } = event;
      writer.writeTruthEvent({ ...happening, timeUs: hubTime(event) }, nowUs);
      events.pop();
    }
    writer.writeInput(input);
    if (flags.stored) writer.writeOutput(pipeline.push(input));
    if (nowUs - chunkUs > US_PER_S) {
      chunkUs = nowUs;
      progress.at((nowUs - startedUs) / US_PER_S);
      await letOthersRun();
      interrupted.throwIfAborted();
    }
  }
  progress.end();
}
