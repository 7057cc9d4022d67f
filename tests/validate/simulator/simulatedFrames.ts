import type { BodyFrame } from '../../../src/model/bodyFrame.ts';
import type { PipelineEvent, PipelineInput } from '../../../src/model/events.ts';
import type { PipelineSettings } from '../../../src/model/settings.ts';
import { Pipeline } from '../../../src/pipeline/pipeline.ts';
import { simulatedInputs } from '../../../src/simulator/simulatedInputs.ts';
import type { SquatSession } from '../../../src/simulator/squatSession.ts';

export const START_US = Date.UTC(2026, 0, 1) * 1000;

export interface SimulatedOutput {
  /** Calibrated or not, as they came. */
  readonly frames: readonly BodyFrame[];
  readonly events: readonly PipelineEvent[];
}

/** What the product makes of a simulated session, piece by piece, so that long ones fit memory. */
export function* simulatedFrames(
  session: Pick<SquatSession, 'feeds' | 'durationS'>,
  settings: PipelineSettings,
  before: readonly PipelineInput[] = [],
): Generator<SimulatedOutput> {
  const pipeline = new Pipeline(settings);
  for (const input of before) yield pipeline.push(input);
  for (const input of simulatedInputs(session.feeds, START_US, session.durationS)) {
    yield pipeline.push(input);
  }
}

/** Seconds since the session began. */
export function secondsOf(timeUs: number): number {
  return (timeUs - START_US) / 1e6;
}
