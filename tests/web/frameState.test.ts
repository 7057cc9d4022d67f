import { describe, expect, it } from 'vitest';
import {
  FrameState,
  HISTORY_S,
  historyColumn,
} from '../../dashboards/live/src/store/frameState.ts';
import type { BodyFrame } from '../../src/model/bodyFrame.ts';
import type { Headline } from '../../src/model/movement.ts';
import { qualityBit } from '../../src/model/quality.ts';
import { legInPose } from './squatBody.ts';

const HEADLINE: Headline = {
  measure: 'kneeMedialDeviationM',
  label: 'Knee medial deviation',
  unit: 'cm',
  bandEdges: [2, 4, 6],
};

function frameAt(timeS: number, deviationCm: number, projection = 0): BodyFrame {
  const pose = { shankLean: 0, thighLean: 0, shankTilt: 30, thighTilt: 60 };
  const leg = legInPose('right', pose, { knee: 0, ankle: 0, projection });
  leg.measures.kneeMedialDeviationM = deviationCm / 100;
  return { timeUs: timeS * 1e6, arrivalUs: timeS * 1e6, legs: [leg] };
}

function headlines(state: FrameState): (number | null)[] {
  const values: (number | null)[][] = [[]];
  state.history.copyWindow(HISTORY_S, [historyColumn('right', 'headline')], [], values);
  return values[0]!;
}

describe('what is kept of the frames', () => {
  it('holds the band with hysteresis from frame to frame', () => {
    const state = new FrameState();
    state.push(frameAt(1, 4.1), HEADLINE);
    expect(state.band('right')).toBe(2);
    state.push(frameAt(1.01, 3.8), HEADLINE);
    expect(state.band('right')).toBe(2);
    expect(state.band('left')).toBeNull();
  });

  it('has no band while the data are not good, and none held over from before', () => {
    const state = new FrameState();
    state.push(frameAt(1, 4.1), HEADLINE);
    state.push(frameAt(1.01, 4.1, qualityBit('interpolated')), HEADLINE);
    expect(state.band('right')).toBeNull();
    state.push(frameAt(1.02, 3.8), HEADLINE);
    expect(state.band('right')).toBe(1);
  });

  it('leaves a gap in the charts where frames are missing or have no value', () => {
    const state = new FrameState();
    state.push(frameAt(1, 1), HEADLINE);
    state.push(frameAt(1.01, 2, qualityBit('stale')), HEADLINE);
    state.push(frameAt(1.5, 3), HEADLINE);
    expect(headlines(state).map((v) => (v === null ? null : Math.round(v)))).toEqual([
      1,
      null,
      null,
      3,
    ]);
  });

  it('forgets the past when time runs backwards, as after a seek', () => {
    const state = new FrameState();
    state.push(frameAt(9, 4.1), HEADLINE);
    state.push(frameAt(2, 1), HEADLINE);
    expect(headlines(state)).toHaveLength(1);
    expect(state.band('right')).toBe(0);
  });
});
