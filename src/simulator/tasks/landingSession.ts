import { type LandingOptions, landingOptions } from './landingOptions.ts';
import { planLandings } from './landingPlan.ts';
import { LandingScript } from './landingScript.ts';
import { type TaskSession, taskSession } from './taskSession.ts';

/**
 * Simulates drop landings, each with a jump if one is asked for; deterministic in its options.
 * @throws RangeError that names an option out of its range.
 */
export function simulateLandingSession(
  given: Partial<LandingOptions> = {},
): TaskSession<LandingOptions> {
  const options = landingOptions(given);
  return taskSession(options, (start) => {
    const plan = planLandings(start.startS, options);
    return { ...plan, script: new LandingScript(start, plan, options.toeOutDeg) };
  });
}
