import type { SettingField, SettingGroup } from '../../model/settingFields/settingField.ts';
import type { EffectiveSettings } from '../../model/settings.ts';
import type { GivenSettings } from '../../model/settingsSchema.ts';
import type { Task } from '../../model/task.ts';

/** `GET /api/v1/settings`: what holds, where it comes from, and what each setting means. */
export interface SettingsAnswer {
  readonly groups: readonly {
    readonly id: SettingGroup;
    readonly label: string;
    readonly about: string;
  }[];
  /** One for each value that can be given. */
  readonly fields: readonly SettingField[];
  /** What holds where nobody says otherwise. */
  readonly defaults: EffectiveSettings;
  /** Of the session that is recorded, or of the recording that this hub was started to show. */
  readonly inForce: EffectiveSettings;
  /** Of the next session, as far as the hub decides it. */
  readonly next: EffectiveSettings;
  /** What was kept from a page; empty where nothing was. */
  readonly kept: GivenSettings;
  /** Counts on with every change of `kept`; a change names the one it was made from. */
  readonly revision: number;
  /** Who changed it last; null where nobody said so. */
  readonly by: string | null;
  /** What the hub was started with, which goes before what is kept. */
  readonly started: {
    /** By its flags. */
    readonly flags: GivenSettings;
    /** By its file of settings. */
    readonly file: GivenSettings;
  };
  /** Why nothing can be changed here, in a sentence; null where it can. */
  readonly readOnly: string | null;
  /** Why what was kept is passed over, in a sentence; null where it is not. */
  readonly problem: string | null;
  readonly warnings: readonly SettingsWarning[];
  readonly session: {
    /** Id of its recording; empty before the first sensor. */
    readonly id: string;
    readonly subject: string;
  } | null;
  readonly formulas: {
    readonly fields: readonly {
      readonly name: string;
      readonly unit: string;
      readonly meaning: string;
    }[];
    readonly functions: readonly { readonly call: string; readonly gives: string }[];
  };
}

/** `PUT /api/v1/settings`: as they are now. */
export interface KeptSettingsAnswer extends SettingsAnswer {
  /** Why no session began with them, in a sentence; null where one did or none was to. */
  readonly notBegun: string | null;
}

/** Something that is allowed and may not be what was meant. */
export interface SettingsWarning {
  readonly path: readonly string[];
  /** A sentence without a full stop. */
  readonly message: string;
}

export interface SettingsProblemAnswer {
  /** `['cue', 'fromBand']`; empty where it is about the whole. */
  readonly path: readonly (string | number)[];
  /** What is valid, a sentence without a full stop. */
  readonly message: string;
  /** The value that stands there as JSON; empty where none does. */
  readonly found: string;
  /** Of a formula: the character it is about, from 1. */
  readonly at?: number;
}

/** `POST /api/v1/settings/check`, and beside `error` in the refusal of a `PUT`. */
export interface SettingsCheckAnswer {
  readonly problems: readonly SettingsProblemAnswer[];
  readonly warnings: readonly SettingsWarning[];
}

/** `GET /api/v1/settings/site`: what this site keeps besides. */
export interface SiteAnswer {
  /** For how many days recordings are meant to be kept; null for ever. */
  readonly retentionDays: number | null;
  /** What the site measured of itself. */
  readonly repeatability: readonly {
    readonly task: Task;
    readonly between: 'sameMounting' | 'newMounting';
    /** In the unit of each measure. */
    readonly changes: readonly {
      readonly words: string;
      readonly unit: string;
      readonly mdc95: number;
    }[];
  }[];
  /** Why some of it cannot be told, in a sentence; null when all is well. */
  readonly problem: string | null;
}
