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

  it('says how wide a knee is on the other side, with the same hysteresis', () => {
    const state = new FrameState();
    const headline: Headline = { ...HEADLINE, hysteresis: 0.4, wideEdges: [-3.2, -4.8] };
    const words = [0, -3.1, -3.2, -2.9, -2.7, -5, -4.5, -4.3, 2].map((cm, i) => {
      state.push(frameAt(1 + i / 100, cm), headline);
      return state.word('right');
    });
    const [line, wide, far] = ['in line', 'knees wide', 'far wide'];
    expect(words).toEqual([line, line, wide, wide, line, far, far, wide, 'slightly in']);
    state.push(frameAt(2, -9), HEADLINE);
    expect(state.word('right')).toBe('in line');
    state.push(frameAt(2.01, -9, qualityBit('stale')), headline);
    expect(state.word('right')).toBeNull();
  });

  it('draws no line over frames that the hub left out, however few', () => {
    const state = new FrameState();
    state.markGap();
    state.push(frameAt(1, 1), HEADLINE);
    state.markGap();
    state.push(frameAt(1.02, 2), HEADLINE);
    expect(headlines(state)).toEqual([1, null, 2]);
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
