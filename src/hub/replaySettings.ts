import { CustomMeasureError, CustomMeasures } from '../body/customMeasures/customMeasures.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { type GivenSettings, givenSettings, withSettings } from '../model/settingsSchema.ts';
import { effectiveSettings } from '../movement/thresholds.ts';
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
  const result = givenSettings.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) =>
      path.length === 0 ? message : `${path.join('.')}: ${message}`,
    );
    throw new FeedError(`These settings are not valid: ${problems.join('; ')}`);
  }
  try {
    new CustomMeasures(result.data.customMeasures ?? []);
  } catch (error) {
    if (!(error instanceof CustomMeasureError)) throw error;
    throw new FeedError(`These settings are not valid: ${error.message}`);
  }
  return result.data;
}
