import { LEG_MEASURES } from '../model/bodyFrame.ts';
import { SETTING_GROUPS } from '../model/settingFields/settingField.ts';
import { SETTING_FIELDS } from '../model/settingFields/settingFields.ts';
import type { EffectiveSettings } from '../model/settings.ts';
import { DEFAULT_SETTINGS } from '../model/settings.ts';
import type { GivenSettings } from '../model/settingsSchema.ts';
import { effectiveSettings } from '../movement/thresholds.ts';
import { narrowBands } from '../movement/thresholdWarnings.ts';
import type { SettingsAnswer, SettingsWarning } from '../stream/answers/settings.ts';
import { FORMULA_FUNCTIONS } from './formulaFunctions.ts';
import type { LiveSessions } from './liveSessions.ts';
import type { SessionStart } from './settingsAfter.ts';
import { type KeptSettings, keepSettings } from './settingsStore.ts';

export interface SettingsDeskOptions {
  /** Where recordings and the hub's own state are kept. */
  readonly folder: string;
  readonly sessions: LiveSessions;
  /** As they were read at the start of the hub. */
  readonly kept: KeptSettings;
  /** Why what was kept is passed over, in a sentence with what to do; null where it is not. */
  readonly problem: string | null;
  /** What flags and files of the start say, which goes before what is kept. */
  readonly started: SettingsAnswer['started'];
  /** What a session begins from, with these settings kept. */
  readonly startOf: (kept: GivenSettings) => SessionStart;
  /** A hub that was started to show a recording shows its settings, and why no others can be set. */
  readonly shown: { readonly settings: EffectiveSettings; readonly why: string } | null;
}

/** A change that does not fit what is there; its sentence says what to do. */
export class SettingsConflictError extends Error {
  override name = 'SettingsConflictError';
}

export interface SettingsChange {
  readonly settings: GivenSettings;
  /** Of what it was made from. */
  readonly revision: number;
  readonly by: string | null;
  /** Whether a session begins with it at once. */
  readonly begin: boolean;
}

const GROUPS = SETTING_GROUPS.map(({ id, label, about }) => ({ id, label, about }));
const FIELD_UNITS = { deg: '°', m: 'm' } as const;
const FORMULA_FIELDS = LEG_MEASURES.map(({ key, unit, meaning }) => ({
  name: key,
  unit: FIELD_UNITS[unit],
  meaning,
}));

/** The settings of the sessions to come: what holds and why, and the changes that pages make. */
export class SettingsDesk {
  readonly #options: SettingsDeskOptions;
  #kept: KeptSettings;
  /** One at a time: each must know what the one before made of it. */
  #changing: Promise<void> = Promise.resolve();

  constructor(options: SettingsDeskOptions) {
    this.#options = options;
    this.#kept = options.kept;
  }

  get folder(): string {
    return this.#options.folder;
  }

  get answer(): SettingsAnswer {
    const { sessions, started, problem, shown } = this.#options;
    const { settings, revision, by } = this.#kept;
    const next = shown?.settings ?? sessions.nextSettings;
    return {
      groups: GROUPS,
      fields: SETTING_FIELDS,
      defaults: effectiveSettings(DEFAULT_SETTINGS),
      inForce: shown?.settings ?? sessions.choice.settings,
      next,
      kept: settings,
      revision,
      by,
      started,
      readOnly: shown?.why ?? null,
      problem,
      warnings: warningsOf(next),
      session: shown ? null : { id: sessions.session, subject: sessions.choice.subject },
      formulas: { fields: FORMULA_FIELDS, functions: FORMULA_FUNCTIONS },
    };
  }

  /** What may not be meant, with these settings kept. */
  warningsWith(kept: GivenSettings): readonly SettingsWarning[] {
    return warningsOf(this.#options.startOf(kept).settings);
  }

  /**
   * Keeps settings for the sessions to come, and for the one that waits for its first sensor.
   * @throws SettingsConflictError where somebody else changed them, or nothing can be kept here
   */
  change(change: SettingsChange): Promise<void> {
    const turn = this.#changing.then(() => this.#change(change));
    this.#changing = turn.catch(() => undefined);
    return turn;
  }

  async #change({ settings, revision, by, begin }: SettingsChange): Promise<void> {
    const { folder, sessions, startOf, problem, shown } = this.#options;
    const refusal = shown?.why ?? problem;
    if (refusal !== null) throw new SettingsConflictError(refusal);
    if (revision !== this.#kept.revision) {
      const who = this.#kept.by === null ? 'Somebody' : this.#kept.by;
      throw new SettingsConflictError(
        `${who} changed the settings meanwhile: they are at revision ${this.#kept.revision}, and this change was made from ${revision}. Look at theirs first.`,
      );
    }
    const kept = { settings, revision: revision + 1, by };
    await keepSettings(folder, kept);
    this.#kept = kept;
    sessions.startFrom(startOf(settings));
    if (begin || sessions.startedUs === null) {
      await sessions.begin({ subject: sessions.choice.subject });
    }
  }
}

function warningsOf({ thresholds }: EffectiveSettings): readonly SettingsWarning[] {
  return narrowBands(thresholds).map(({ path, narrowest, change }) => ({
    path,
    message: `One band is ${narrowest}° wide, less than the ${change}° that one session can tell apart; its word may change by chance`,
  }));
}
