import type { SubjectSettings } from './settings.ts';

const SHANK_SHARE_OF_HEIGHT = 0.246;
const THIGH_SHARE_OF_HEIGHT = 0.245;

/** What stands for leg lengths that nobody measured, metres. */
export function legLengthsOf(
  heightM: number,
): Pick<SubjectSettings, 'shankLengthM' | 'thighLengthM'> {
  return {
    shankLengthM: SHANK_SHARE_OF_HEIGHT * heightM,
    thighLengthM: THIGH_SHARE_OF_HEIGHT * heightM,
  };
}
