import { describe, expect, it } from 'vitest';
import type { PipelineEvent } from '../../../src/model/events.ts';
import type { CueSettings } from '../../../src/model/settings.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/movement/thresholds.ts';
import { simulateBalanceSession } from '../../../src/simulator/tasks/balanceSession.ts';
import { simulateLandingSession } from '../../../src/simulator/tasks/landingSession.ts';
import { inputsOf, wholeRun } from '../../validate/simulator/simulatedFrames.ts';

type CueEvent = Extract<PipelineEvent, { type: 'cueOn' | 'cueSuppressed' }>;

function isCue(event: PipelineEvent): event is CueEvent {
  return event.type === 'cueOn' || event.type === 'cueSuppressed';
}

const CUE: CueSettings = { ...DEFAULT_SETTINGS.cue, fromBand: 1, inLine: true };

/** Simulated landings with marked valgus of the joint show 4° from the front, neutral ones −2.5°. */
const NARROW = {
  ...DEFAULT_THRESHOLDS,
  bands: {
    ...DEFAULT_THRESHOLDS.bands,
    fppaAtPeakFlexion: { ...DEFAULT_THRESHOLDS.bands.fppaAtPeakFlexion, landing: [2, 6, 10] },
  },
} satisfies typeof DEFAULT_THRESHOLDS;

describe('cues on landings', () => {
  const landed = (valgus: 'neutral' | 'marked', cue: CueSettings): readonly PipelineEvent[] => {
    const session = simulateLandingSession({ seed: 3, landings: 3, valgus: [valgus], rateHz: 200 });
    const { events } = wholeRun(inputsOf(session), {
      ...DEFAULT_SETTINGS,
      task: 'landing',
      frameRateHz: 200,
      cue,
      thresholds: NARROW,
    });
    return events;
  };

  it('come after the landing, and not after the first since the calibration', () => {
    const events = landed('marked', CUE);
    const landings = events.filter(({ type }) => type === 'landing');
    const cues = events.filter(isCue);
    expect(landings).toHaveLength(3);
    const [first, clipped, last] = cues;
    expect(first).toMatchObject({ type: 'cueSuppressed', reason: 'first rep after calibration' });
    // One accelerometer hit the end of its range in the second one.
    expect(clipped).toMatchObject({ type: 'cueSuppressed', reason: 'data are clipped' });
    expect(last).toMatchObject({ type: 'cueOn', cue: { side: 'both', measure: 'fppaDeg' } });
    // In the frame in which the landing is told.
    expect(cues.map(({ timeUs }) => timeUs)).toEqual(landings.map(({ timeUs }) => timeUs));
    expect(events.filter(({ type }) => type === 'cueOff')).toHaveLength(1);
  });

  it('stay away where the knees stay in line, which is told', () => {
    const events = landed('neutral', CUE);
    expect(events.filter(isCue)).toEqual([]);
    expect(events.filter(({ type }) => type === 'inLine')).toHaveLength(2);
  });

  it('stay away where feedback is off', () => {
    const events = landed('marked', { ...CUE, schedule: { kind: 'off' } });
    expect(events.filter(({ type }) => type === 'cueOn' || type === 'inLine')).toEqual([]);
  });
});

describe('cues in balance', () => {
  const stood = (unrestDeg: number): readonly PipelineEvent[] =>
    wholeRun(inputsOf(simulateBalanceSession({ seed: 4, holds: 2, holdS: 15, unrestDeg })), {
      ...DEFAULT_SETTINGS,
      task: 'balance',
      cue: CUE,
    }).events;

  it('sound within holds alone, where the shank stayed outside its zone', () => {
    const events = stood(3.5);
    const holds = events.flatMap((event) => (event.type === 'hold' ? [event.hold] : []));
    const cues = events.flatMap((event) => (event.type === 'cueOn' ? [event] : []));
    expect(holds).toHaveLength(2);
    expect(cues.length).toBeGreaterThan(0);
    for (const { timeUs, cue } of cues) {
      expect(holds.some(({ startUs, endUs }) => startUs <= timeUs && timeUs <= endUs)).toBe(true);
      expect(cue.measure).toBe('shankLeanDeg');
      expect(Math.abs(cue.value)).toBeGreaterThanOrEqual(3);
    }
    const ended = events.filter(({ type }) => type === 'cueOff');
    expect(ended).toHaveLength(cues.length);
  });

  it('stay away where somebody stands still', () => {
    expect(stood(0.5).filter(isCue)).toEqual([]);
  });
});
