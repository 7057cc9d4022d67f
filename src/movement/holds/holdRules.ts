/**
 * What holds are judged by beside the thresholds. The specification's own figures where it has them;
 * lengths and touches are set by recorded stances on one leg (docs/conventions.md).
 */

/** A lifted foot is up from this height of its ankle over the other … */
export const FOOT_UP_M = 0.045;
/** … and down below this one. */
export const FOOT_DOWN_M = 0.04;
/** A blow on the shank counts as the foot's only this near to the floor: swinging it is felt too. */
export const FOOT_NEAR_M = 0.08;
export const CONTACT_G = 1.2;
/** A foot that is up again sooner has touched, one that stays longer is down. */
export const TOUCH_S = 0.75;
/** Blows ring, and a foot may touch on its way down: one that is up for so long again was a touch. */
export const RELEASE_S = 0.3;
/** Quiet enough to begin: root mean square of the angular rate over the time to settle. */
export const QUIET_RATE_DPS = 25;
/** Who rests within this has stood from the lift on; who takes longer, from the rest on. */
export const RESTS_WITHIN_S = 1;
/** Beyond it the other leg is not what makes the height: somebody squats. */
export const STANCE_KNEE_DEG = 50;
export const LEAN_HELD_S = 0.3;
/** Sway of 0.4 Hz has a mean from its first whole period on. */
export const MEAN_KNOWN_S = 2.5;
/** Times of standing on one leg are published up to 45 s. */
export const TIMEOUT_S = 60;
/** A late packet costs a few frames; a longer gap ends the hold. */
export const BRIDGED_US = 200_000;
/** A lift as short as this is a step, and nothing to tell. */
export const TOLD_FROM_S = 0.3;
/** Zone of the programme, ± about the shank lean of the first second. */
export const ZONE_SHANK_LEAN_DEG = 3;

/** Half-kneeling: knee of the leg in front, and how far it may go before the posture is left. */
export const KNEELING_KNEE_DEG = { least: 60, most: 120, slack: 5 } as const;
/** The posture is reached, and left, where the leg turns slower than this: people kneel down slowly. */
export const STILL_RATE_DPS = 10;
/** Rising takes less than this; a leg that stirs longer and stays in the posture is held no more. */
export const STIRRING_S = 2;
/** The shank in front stands within this of upright … */
export const FRONT_SHANK_DEG = 30;
/** … its thigh reaches forward, and the other shank lies back, by more than this. */
export const KNEELING_REACH_DEG = 45;

/** Knee to the wall: a trial rises by this much from where the shank came from, to this at least, … */
export const TRIAL_RISE_DEG = 10;
export const TRIAL_LEAST_DEG = 20;
/** … begins where it was last this near to there, and is over when it has gone back by this share. */
export const TRIAL_BACK_DATE_DEG = 3;
export const TRIAL_BACK_SHARE = 0.5;
/** A step into the stance tilts the shank too, and for less than this. */
export const TRIAL_LEAST_S = 0.8;
/** Who has been tilted for longer stands so, and the next trial begins from there. */
export const TRIAL_RISES_WITHIN_S = 10;
/** A foot that is pitched forward by more than this against the floor has its heel up. */
export const HEEL_UP_DEG = 5;
