import type { BodyFrame } from '../../../src/model/bodyFrame.ts';
import type { Calibration } from '../../../src/model/calibration.ts';
import type { ControlInput, PipelineEvent, PipelineInput } from '../../../src/model/events.ts';
import type { PipelineSettings } from '../../../src/model/settings.ts';
import { Pipeline } from '../../../src/pipeline/pipeline.ts';
import { simulatedInputs } from '../../../src/simulator/simulatedInputs.ts';
import type { SquatSession } from '../../../src/simulator/squatSession.ts';

const START_US = Date.UTC(2026, 0, 1) * 1000;

export interface Output {
  /** Calibrated or not, as they came. */
  readonly frames: readonly BodyFrame[];
  readonly events: readonly PipelineEvent[];
}

type Played = Pick<SquatSession, 'feeds' | 'durationS'>;

/** What a hub hears of a session; sensors go on with time, so a session can be heard once. */
export function inputsOf({ feeds, durationS }: Played): Iterable<PipelineInput> {
  return simulatedInputs(feeds, START_US, durationS);
}

/**
 * What the product makes of them, piece by piece, so that long sessions fit memory.
 * @param controls in order of time; each goes in before the first packet that arrives later
 */
export function* simulatedFrames(
  inputs: Iterable<PipelineInput>,
  settings: PipelineSettings,
  controls: readonly ControlInput[] = [],
): Generator<Output> {
  const pipeline = new Pipeline(settings);
  const waiting = [...controls];
  for (const input of inputs) {
    const nowUs = input.type === 'packet' ? input.packet.arrivalUs : START_US;
    for (let next = waiting[0]; next !== undefined && next.timeUs < nowUs; next = waiting[0]) {
      waiting.shift();
      yield pipeline.push(next);
    }
    yield pipeline.push(input);
  }
}

/** All of it at once, for sessions of a minute. */
export function wholeRun(
  inputs: Iterable<PipelineInput>,
  settings: PipelineSettings,
  controls: readonly ControlInput[] = [],
): Output {
  const frames: BodyFrame[] = [];
  const events: PipelineEvent[] = [];
  for (const output of simulatedFrames(inputs, settings, controls)) {
    frames.push(...output.frames);
    events.push(...output.events);
  }
  return { frames, events };
}

/**
 * The calibration that the product finds.
 * @throws where it finds none
 */
export function calibrationOf(
  inputs: Iterable<PipelineInput>,
  settings: PipelineSettings,
): Calibration {
  for (const { events } of simulatedFrames(inputs, settings)) {
    for (const event of events) {
      if (event.type === 'calibration' && event.calibration.verdict !== 'redo') {
        return event.calibration;
      }
    }
  }
  throw new Error('the session was not calibrated');
}

export function useCalibration(calibration: Calibration, timeS: number): ControlInput {
  return { type: 'useCalibration', timeUs: hubTimeUs(timeS), calibration };
}

/** Seconds since the session began. */
export function secondsOf(timeUs: number): number {
  return (timeUs - START_US) / 1e6;
}

export function hubTimeUs(timeS: number): number {
  return START_US + Math.round(timeS * 1e6);
}
