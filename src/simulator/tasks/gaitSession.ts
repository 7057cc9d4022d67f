import { gaitEvents } from './gaitEvents.ts';
import { type GaitOptions, gaitOptions } from './gaitOptions.ts';
import { GaitScript } from './gaitScript.ts';
import { type TaskSession, taskSession } from './taskSession.ts';

const REST_S = 3;

/**
 * Simulates walking on a treadmill; deterministic in its options. The events of its strides are the
 * minima of the clean rate of the shank: good to try a detector on, not physiological.
 * @throws RangeError that names an option out of its range.
 */
export function simulateGaitSession(given: Partial<GaitOptions> = {}): TaskSession<GaitOptions> {
  const options = gaitOptions(given);
  return taskSession(options, (start) => {
    const script = new GaitScript(start, options);
    return {
      script,
      durationS: script.endS + REST_S,
      events: gaitEvents(script, start.startS, script.endS),
      impacts: [],
    };
  });
}
