/** How far a sensor's oscillators are from the true time: its own clock, and its inertial unit's. */
export interface DeviceClock {
  /** Fast when positive. */
  readonly skewPpm: number;
  /** Its reading at power-on. */
  readonly offsetUs: number;
  /** What it is ahead beyond that after `elapsedS` of true time, microseconds; default nothing. */
  readonly wanderUs?: (elapsedS: number) => number;
  /** By how much more often than nominal the inertial unit samples; default 0. */
  readonly rateErrorPpm?: number;
}

const TWO_32 = 2 ** 32;

/** What the clock of a sensor switched on at `onUs` reads at a true instant, µs modulo 2³². */
export function sensorClock(clock: DeviceClock, onUs: number): (atUs: number) => number {
  const unwrapped = unwrappedClock(clock, onUs);
  return (atUs) => {
    const reading = Math.round(unwrapped(atUs)) % TWO_32;
    return reading < 0 ? reading + TWO_32 : reading;
  };
}

/** The same of a counter that has room for ever, and for parts of a microsecond. */
export function unwrappedClock(clock: DeviceClock, onUs: number): (atUs: number) => number {
  const { offsetUs, skewPpm, wanderUs } = clock;
  return (atUs) => {
    const elapsedUs = atUs - onUs;
    const aheadUs = (elapsedUs * skewPpm) / 1e6 + (wanderUs?.(elapsedUs / 1e6) ?? 0);
    return offsetUs + elapsedUs + aheadUs;
  };
}
