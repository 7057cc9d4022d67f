import type { SessionPlan } from '../../src/hub/sessionPlan.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { FakeFeed } from './fakeFeed.ts';
import { FramePipeline } from './framePipeline.ts';

/** A session of P-TEST whose frames are made up; where it is recorded is for the test to say. */
export function testPlan(
  given: Partial<SessionPlan> & Pick<SessionPlan, 'openRecording'>,
): SessionPlan {
  const { simulated, frameRateHz, headline } = new FakeFeed().facts;
  return {
    subject: 'P-TEST',
    protocol: 'test',
    settings: DEFAULT_SETTINGS,
    facts: { simulated, frameRateHz, headline, customMeasures: [] },
    pipeline: () => new FramePipeline(),
    ...given,
  };
}
