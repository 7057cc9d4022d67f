import type { PipelineSettings } from '../model/settings.ts';
import { type GivenSettings, withSettings } from '../model/settingsSchema.ts';
import { effectiveSettings } from '../movement/thresholds.ts';
import { checkSettings, problemsText } from '../pipeline/settingsProblems.ts';
import { FeedError } from './feed.ts';

/**
 * The settings of a recording with what a client gave in their place.
 * @throws FeedError that names what is not valid
 */
export function replaySettings(
  recorded: PipelineSettings,
  given: Readonly<Record<string, unknown>>,
): PipelineSettings {
  return withSettings(effectiveSettings(recorded), settingsGiven(given));
}

/**
 * What a client gave as settings.
 * @throws FeedError that names what is not valid
 */
export function settingsGiven(given: Readonly<Record<string, unknown>>): GivenSettings {
  const { settings, problems } = checkSettings(given);
  if (settings !== null) return settings;
  throw new FeedError(`These settings are not valid: ${problemsText(problems)}`);
}
