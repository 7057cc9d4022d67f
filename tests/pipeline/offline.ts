import type { BodyFrame, LegMeasure } from '../../src/model/bodyFrame.ts';
import type { PipelineEvent, PipelineInput } from '../../src/model/events.ts';
import type { Side } from '../../src/model/placement.ts';
import { DEFAULT_SETTINGS, type PipelineSettings } from '../../src/model/settings.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import type { SquatOptions } from '../../src/simulator/squatOptions.ts';
import { type SquatSession, simulateSquatSession } from '../../src/simulator/squatSession.ts';

export const START_US = Date.UTC(2026, 0, 1) * 1000;

/** What the pipeline made of a stream of inputs. */
export interface Outcome {
  readonly frames: BodyFrame[];
  readonly events: PipelineEvent[];
}

export interface OfflineSession extends Outcome {
  readonly session: SquatSession;
  readonly inputs: readonly PipelineInput[];
  readonly settings: PipelineSettings;
}

export function run(
  inputs: Iterable<PipelineInput>,
  settings: PipelineSettings = DEFAULT_SETTINGS,
): Outcome {
  const pipeline = new Pipeline(settings);
  const outcome: Outcome = { frames: [], events: [] };
  for (const input of inputs) {
    const { frames, events } = pipeline.push(input);
    outcome.frames.push(...frames);
    outcome.events.push(...events);
  }
  return outcome;
}

/** A simulated session through simulated delivery and the pipeline, without any radio. */
export function runOffline(options: Partial<SquatOptions>): OfflineSession {
  const session = simulateSquatSession(options);
  const settings: PipelineSettings = {
    ...DEFAULT_SETTINGS,
    subject: {
      shankLengthM: session.person.shankLengthM,
      thighLengthM: session.person.thighLengthM,
      toeOutDeg: session.options.toeOutDeg,
    },
  };
  const inputs = [...simulatedInputs(session.feeds, START_US, session.durationS)];
  return { session, inputs, settings, ...run(inputs, settings) };
}

/** Root mean square of estimate less truth over frames where both can be stated. */
export function rmsError(
  { frames, session }: Pick<OfflineSession, 'frames' | 'session'>,
  measure: LegMeasure,
  side: Side,
): number {
  let sum = 0;
  let count = 0;
  for (const frame of frames) {
    const leg = frame.legs.find((candidate) => candidate.side === side);
    const truth = session
      .truthAt((frame.timeUs - START_US) / 1e6)
      .find((candidate) => candidate.side === side);
    if (!leg || !truth || leg.quality.projection !== 0) continue;
    const error = leg.measures[measure] - truth.measures[measure];
    if (!Number.isFinite(error)) continue;
    sum += error * error;
    count++;
  }
  return Math.sqrt(sum / count);
}

export function eventsOf<T extends PipelineEvent['type']>(
  { events }: Pick<Outcome, 'events'>,
  type: T,
): Extract<PipelineEvent, { type: T }>[] {
  return events.filter(
    (event): event is Extract<PipelineEvent, { type: T }> => event.type === type,
  );
}
