import { LEG_MEASURES } from '../model/bodyFrame.ts';
import { SETTING_GROUPS } from '../model/settingFields/settingField.ts';
import { SETTING_FIELDS } from '../model/settingFields/settingFields.ts';
import type { EffectiveSettings } from '../model/settings.ts';
import { DEFAULT_SETTINGS } from '../model/settings.ts';
import type { GivenSettings } from '../model/settingsSchema.ts';
import { effectiveSettings } from '../movement/thresholds.ts';
import { narrowBands } from '../movement/thresholdWarnings.ts';
import { withoutPath } from '../recording/withoutPath.ts';
import type {
  KeptSettingsAnswer,
  SettingsAnswer,
  SettingsWarning,
} from '../stream/answers/settings.ts';
import { FORMULA_FUNCTIONS } from './formulaFunctions.ts';
import type { LiveSessions } from './liveSessions.ts';
import type { SessionStart } from './settingsAfter.ts';
import { type KeptSettings, keepSettings, usableSettings } from './settingsStore.ts';

export interface SettingsDeskOptions {
  /** Where recordings and the hub's own state are kept. */
  readonly folder: string;
  readonly sessions: LiveSessions;
  /** As they were read at the start of the hub. */
  readonly kept: KeptSettings;
  /** Why what was kept was passed over then, in a sentence with what to do; null where it was not. */
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
  #problem: string | null;
  /** One at a time: each must know what the one before made of it. */
  #changing: Promise<unknown> = Promise.resolve();

  constructor(options: SettingsDeskOptions) {
    this.#options = options;
    this.#kept = options.kept;
    this.#problem = options.problem;
  }

  get folder(): string {
    return this.#options.folder;
  }

  /** A file that could not be used is read again: somebody may have mended it. */
  async answer(): Promise<SettingsAnswer> {
    if (this.#problem !== null) await this.#inTurn(() => this.#lookAgain());
    return this.#answer;
  }

  get #answer(): SettingsAnswer {
    const { sessions, started, shown } = this.#options;
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
      problem: this.#problem,
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
  change(change: SettingsChange): Promise<KeptSettingsAnswer> {
    return this.#inTurn(async () => {
      const notBegun = await this.#change(change);
      return { ...this.#answer, notBegun };
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#changing.then(work);
    this.#changing = turn.catch(() => undefined);
    return turn;
  }

  async #lookAgain(): Promise<void> {
    if (this.#problem === null) return;
    const { folder, sessions, startOf } = this.#options;
    const { kept, problem } = await usableSettings(folder);
    this.#problem = problem;
    if (problem !== null) return;
    this.#kept = kept;
    sessions.startFrom(startOf(kept.settings));
  }

  /** @returns why no session began with it, in a sentence; null where one did or none was to */
  async #change({ settings, revision, by, begin }: SettingsChange): Promise<string | null> {
    const { folder, sessions, startOf, shown } = this.#options;
    await this.#lookAgain();
    const refusal = shown?.why ?? this.#problem;
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
    if (!begin && sessions.startedUs !== null) return null;
    try {
      await sessions.begin({ subject: sessions.choice.subject });
      return null;
    } catch (error) {
      // They are kept all the same: who sent them again would be told that somebody else changed them.
      return `Kept, but no session could begin with them: ${withoutPath(error)}. They hold from the next session on.`;
    }
  }
}

function warningsOf({ thresholds }: EffectiveSettings): readonly SettingsWarning[] {
  return narrowBands(thresholds).map(({ path, narrowest, change }) => ({
    path,
    message: `One band is ${narrowest}° wide, less than the ${change}° that one session can tell apart; its word may change by chance`,
  }));
}
