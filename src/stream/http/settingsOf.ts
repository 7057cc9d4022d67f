import type { GivenSettings } from '../../model/settingsSchema.ts';
import type {
  KeptSettingsAnswer,
  SettingsAnswer,
  SettingsCheckAnswer,
  SiteAnswer,
} from '../answers/settings.ts';
import type { HubAsker } from './hubAsker.ts';
import type { AskOptions } from './hubRequest.ts';

export interface SettingsChange {
  /** All that is kept from now on, in place of what was. */
  readonly settings: GivenSettings;
  /** Answered with the settings that it was made from. */
  readonly revision: number;
  readonly by?: string;
  /** Begins a session with them at once, for the same person. */
  readonly begin?: boolean;
}

/** Settings of the sessions to come. */
export class SettingsOf {
  readonly #hub: HubAsker;

  constructor(hub: HubAsker) {
    this.#hub = hub;
  }

  get(options?: AskOptions): Promise<SettingsAnswer> {
    return this.#hub.json('settings', options);
  }

  /** What is wrong with settings, and what may not be meant; nothing is kept. */
  check(settings: unknown, options?: AskOptions): Promise<SettingsCheckAnswer> {
    return this.#hub.json('settings/check', { ...options, method: 'POST', body: { settings } });
  }

  keep(change: SettingsChange, options?: AskOptions): Promise<KeptSettingsAnswer> {
    return this.#hub.json('settings', { ...options, method: 'PUT', body: change });
  }

  site(options?: AskOptions): Promise<SiteAnswer> {
    return this.#hub.json('settings/site', options);
  }

  /** @param days for which recordings are meant to be kept; null for ever */
  keepFor(days: number | null, options?: AskOptions): Promise<SiteAnswer> {
    return this.#hub.json('settings/retention', { ...options, method: 'PUT', body: { days } });
  }
}
