import type { SessionStart } from '../hub/settingsAfter.ts';
import { legLengthsOf } from '../model/legLengths.ts';
import { DEFAULT_SETTINGS, type SubjectSettings } from '../model/settings.ts';
import { type GivenSettings, withSettings } from '../model/settingsSchema.ts';
import { effectiveSettings } from '../movement/thresholds.ts';
import type { StartFlags } from './startFlags.ts';

type Lengths = Pick<SubjectSettings, 'shankLengthM' | 'thighLengthM'>;
type BodyFlags = Pick<StartFlags, 'height' | 'toeOut' | 'said'>;

/** What the start of a hub says of its settings, each part before the one that it is put over. */
export interface StartedSettings {
  readonly flags: BodyFlags;
  /** Of the simulated person; null where people wear the sensors. */
  readonly person: Lengths | null;
  readonly file: GivenSettings;
}

/** What sessions begin from: the defaults, over them what was kept from a page, flags, and the file. */
export function sessionStart(started: StartedSettings, kept: GivenSettings): SessionStart {
  const { flags, file } = started;
  const { height, toeOut } = flags;
  const lengths = lengthsOf(started);
  const base = effectiveSettings({
    ...DEFAULT_SETTINGS,
    subject: { ...lengths, toeOutDeg: { right: toeOut, left: toeOut } },
  });
  const byFlags = settingsByFlags(started);
  const settings = withSettings(withSettings(withSettings(base, kept), byFlags), file);
  const { subject } = settings;
  const isOfHeight =
    subject.shankLengthM === lengths.shankLengthM && subject.thighLengthM === lengths.thighLengthM;
  return { heightM: isOfHeight ? height : null, settings };
}

/** Those that somebody wrote; a flag that was left to its default yields to what was kept. */
export function settingsByFlags(started: Omit<StartedSettings, 'file'>): GivenSettings {
  const { toeOut, said } = started.flags;
  if (said.length === 0) return {};
  return {
    subject: {
      ...(said.includes('height') && lengthsOf(started)),
      ...(said.includes('toeOut') && { toeOutDeg: { right: toeOut, left: toeOut } }),
    },
  };
}

function lengthsOf({ flags, person }: Omit<StartedSettings, 'file'>): Lengths {
  const { shankLengthM, thighLengthM } = person ?? legLengthsOf(flags.height);
  return { shankLengthM, thighLengthM };
}
