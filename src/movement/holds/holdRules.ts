/**
 * What holds are judged by beside the thresholds. The specification's own figures where it has them;
 * lengths and touches are set by recorded stances on one leg (docs/conventions.md).
 */

/** A lifted foot is up from this height of its ankle over the other … */
export const FOOT_UP_M = 0.045;
/** … and down below this one. */
export const FOOT_DOWN_M = 0.035;
/** A blow on the shank counts as the foot's only this near to the floor: swinging it is felt too. */
export const FOOT_NEAR_M = 0.08;
export const CONTACT_G = 1.2;
/** A foot that is up again sooner has touched, one that stays longer is down. */
export const TOUCH_S = 0.75;
/** Blows ring, and a foot may touch on its way down: one that is up for so long again was a touch. */
export const RELEASE_S = 0.3;
/** Quiet enough to begin: root mean square of the angular rate over the time to settle. */
export const QUIET_RATE_DPS = 25;
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
