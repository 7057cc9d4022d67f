import { getFromHub } from '../../../api/hubApi.ts';

/** What a replay shows: what the recording holds, or what its packets give anew, by whose settings. */
export type ComputedBy = 'stored' | 'own' | 'default' | 'hub';

/** Of `GET /api/v1/settings`, as far as a replay takes it. */
interface Offered {
  readonly defaults: { readonly thresholds: object };
  readonly inForce: { readonly thresholds: object; readonly customMeasures: readonly object[] };
}

/**
 * Those that go in place of the recording's own; null shows what it holds. Of whom and of what task it is
 * stays as it was recorded.
 * @throws HubApiError when the hub does not tell them
 */
export async function settingsOf(
  by: ComputedBy,
): Promise<Readonly<Record<string, unknown>> | null> {
  if (by === 'stored') return null;
  if (by === 'own') return {};
  const { defaults, inForce } = await getFromHub<Offered>('settings');
  if (by === 'default') return { thresholds: defaults.thresholds };
  const { thresholds, customMeasures } = inForce;
  return { thresholds, customMeasures };
}
