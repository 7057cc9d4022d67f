/**
 * How far the sources of an error are known, one standard deviation in degrees. Measured on simulated
 * persons against their truth (`npm run validate -- --only simulator`), where the 95 % intervals have
 * to hold the truth in 90 to 99 % of the frames.
 */

/** Inclination of one segment in its plane of movement: scale errors count there as well. */
export const SAGITTAL_SD_DEG = 0.4;
/** … and across it. */
export const LATERAL_SD_DEG = 0.22;
/**
 * What is left of 20 mg of accelerometer offset, 1.15° of inclination, in movements of seconds: the
 * orientation filter follows the accelerometer more slowly than that.
 */
export const OFFSET_SD_DEG = 0.35;
/** The toe-out of a foot as it is entered: looked at it is off by 3°, measured by less. */
export const ENTERED_TOE_OUT_SD_DEG = 2.5;
/** Shanks do not all sweep in the plane of the toes: that turns their forward direction further. */
export const SHANK_TURN_SD_DEG = 1.5;
/** … and the thigh's less than its axis says. */
export const THIGH_AXIS_SHARE = 0.55;
/** Of the standard deviation that the filter of the relative heading states. */
export const RELATIVE_SHARE = 0.45;
/** Turns (x x, x y, y y) of frames that nothing refined: usual leans, and axis of a squat. */
export const UNREFINED_COVARIANCE_DEG2 = [13, 0, 36] as const;
