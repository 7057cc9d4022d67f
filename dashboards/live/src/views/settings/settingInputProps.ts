import type { SettingField } from '../../../../../src/model/settingFields/settingField.ts';

/** What every input of a setting is given. */
export interface SettingInputProps {
  readonly field: SettingField;
  readonly id: string;
  readonly value: unknown;
  readonly isInvalid: boolean;
  readonly disabled: boolean;
  /** undefined goes back to the default. */
  readonly onValue: (value: unknown) => void;
}
