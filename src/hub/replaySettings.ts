import type { PipelineSettings } from '../model/settings.ts';
import { withSettings } from '../model/settingsSchema.ts';
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
  const { settings, problems } = checkSettings(given);
  if (settings === null) {
    throw new FeedError(`These settings are not valid: ${problemsText(problems)}`);
  }
  return withSettings(effectiveSettings(recorded), settings);
}
