import { type BalanceOptions, balanceOptions } from './balanceOptions.ts';
import { BalanceScript } from './balanceScript.ts';
import { type TaskSession, taskSession } from './taskSession.ts';

/**
 * Simulates single-leg balance holds; deterministic in its options.
 * @throws RangeError that names an option out of its range.
 */
export function simulateBalanceSession(
  given: Partial<BalanceOptions> = {},
): TaskSession<BalanceOptions> {
  const options = balanceOptions(given);
  return taskSession(options, (start) => {
    const script = new BalanceScript(start, options);
    const { durationS, events, impacts } = script;
    return { script, durationS, events, impacts };
  });
}
