import type { SensorStatus } from '../../../../src/stream/messages.ts';

export type SensorCondition =
  | 'streaming'
  | 'slow'
  | 'connecting'
  | 'silent'
  | 'lost'
  | 'found'
  | 'unknown';

export const CONDITION_WORD: Readonly<Record<SensorCondition, string>> = {
  streaming: 'streaming',
  slow: 'slow',
  connecting: 'connecting',
  silent: 'silent',
  lost: 'lost, trying again',
  found: 'found, not connected',
  unknown: 'not known now',
};

/** A rate below this share of the nominal one is slow: a second holds a packet more or less. */
const SLOW_SHARE = 0.9;

/** Below this the session may outlast the battery. */
export const LOW_BATTERY_PERCENT = 20;

/**
 * How a sensor does, by what arrived in the last second.
 * @param connected false while the hub does not answer: what it said last is then not known to hold
 */
export function sensorCondition(
  sensor: Pick<SensorStatus, 'link' | 'rateHz' | 'nominalRateHz'>,
  connected: boolean,
): SensorCondition {
  if (!connected) return 'unknown';
  const { link, rateHz, nominalRateHz } = sensor;
  if (link === 'linking') return 'connecting';
  if (link !== 'streaming') return link;
  if (rateHz === 0) return 'silent';
  return rateHz < SLOW_SHARE * (nominalRateHz ?? 0) ? 'slow' : 'streaming';
}

export function isArriving(condition: SensorCondition): boolean {
  return condition === 'streaming' || condition === 'slow';
}

/** `118 of 120 Hz`; the rate alone where the sensor said none. */
export function rateText({ rateHz, nominalRateHz }: SensorStatus): string {
  const rate = Math.round(rateHz);
  return nominalRateHz === undefined ? `${rate} Hz` : `${rate} of ${Math.round(nominalRateHz)} Hz`;
}

/** Share of the samples taken that never came, with their number: `0.4 % (12)`. */
export function lossText(sensor: SensorStatus): string {
  const { lostSamples, refilledSamples, deliveredSamples } = sensor;
  if (deliveredSamples === undefined) return String(lostSamples);
  if (lostSamples === 0) return '0 %';
  const percent = (100 * lostSamples) / (deliveredSamples + refilledSamples + lostSamples);
  const text = percent < 0.1 ? '< 0.1' : percent.toFixed(percent < 10 ? 1 : 0);
  return `${text} % (${lostSamples})`;
}

/** The axis to the head as `+y`; null where the make has none. */
export function axisName(axis: readonly number[] | undefined): string | null {
  const index = axis?.findIndex((component) => Math.abs(component) === 1) ?? -1;
  if (axis === undefined || index === -1) return null;
  return `${(axis[index] ?? 0) > 0 ? '+' : '−'}${'xyz'.charAt(index)}`;
}
