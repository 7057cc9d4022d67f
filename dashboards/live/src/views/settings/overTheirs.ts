import type { SettingField } from '../../../../../src/model/settingFields/settingField.ts';
import type { SettingsAnswer } from '../../../../../src/stream/answers/settings.ts';
import { type Draft, isSame, valueAt, valueBelow, valueText, withValue } from './settingValues.ts';

/** One's own changes over what somebody else kept meanwhile. */
export interface OverTheirs {
  readonly draft: Draft;
  /** What is theirs, and what is not kept yet, for a person. */
  readonly words: string;
}

/**
 * Only what was changed here is laid over theirs: what they set stays where nobody touched it here.
 * @param before what the draft was made from
 */
export function overTheirs(
  draft: Draft,
  before: SettingsAnswer,
  theirs: SettingsAnswer,
): OverTheirs {
  const { fields } = theirs;
  const differs = (other: Draft) => (field: SettingField) =>
    !isSame(valueAt(other, field.path), valueAt(before.kept, field.path));
  const own = fields.filter(differs(draft));
  const changed = fields.filter(differs(theirs.kept));
  const merged = own.reduce(
    (onto, { path }) => withValue(onto, path, valueAt(draft, path)),
    theirs.kept as Draft,
  );
  const isTouched = (field: SettingField) => own.includes(field);
  const said = changed.map((field) => `${field.label} is ${theirWords(field, theirs)}`);
  const both = changed.filter(isTouched).map(({ label }) => label);
  const who = theirs.by ?? 'Somebody';
  return {
    draft: merged,
    words: [
      `${who} changed the settings meanwhile${said.length > 0 ? `: ${said.join('; ')}` : ''}.`,
      'Your own changes are laid over theirs, and not kept yet.',
      ...(both.length > 0 ? [`Of ${both.join(', ')} yours stands here.`] : []),
    ].join(' '),
  };
}

function theirWords(field: SettingField, theirs: SettingsAnswer): string {
  return valueText(field, valueAt(theirs.kept, field.path) ?? valueBelow(theirs, field.path));
}
