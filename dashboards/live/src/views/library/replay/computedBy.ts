import { getFromHub, HubApiError } from '../../../api/hubApi.ts';

/** What a replay shows: what the recording holds, or what its packets give anew, by whose settings. */
export type ComputedBy = 'stored' | 'own' | 'default' | 'hub';

/** The hub takes messages of 4096 bytes. */
const MOST_CHARACTERS = 3500;

/** Of `GET /api/v1/settings`, as far as a replay takes it. */
interface Offered {
  readonly defaults: { readonly thresholds: object };
  readonly inForce: { readonly thresholds: object; readonly customMeasures: readonly object[] };
}

/**
 * Those that go in place of the recording's own; null shows what it holds. Of whom and of what task it is
 * stays as it was recorded.
 * @throws HubApiError when the hub does not tell them, or they are too many for a message
 */
export async function settingsOf(
  by: ComputedBy,
): Promise<Readonly<Record<string, unknown>> | null> {
  if (by === 'stored') return null;
  if (by === 'own') return {};
  const { defaults, inForce } = await getFromHub<Offered>('settings');
  if (by === 'default') return { thresholds: defaults.thresholds };
  const { thresholds, customMeasures } = inForce;
  const settings = { thresholds, customMeasures };
  if (JSON.stringify(settings).length > MOST_CHARACTERS) {
    throw new HubApiError(
      'This hub has too many measures of its own for a replay: "plumbline process --settings" takes them all.',
    );
  }
  return settings;
}
