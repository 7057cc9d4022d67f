import { parseArgs } from 'node:util';
import type { HubSoakOptions } from './hubSoak.ts';

export const HUB_OPTIONS_HELP = `
Options of hub: --minutes <n>, default 10; --hours <n>; --seed <n>, default 1`;

/** @throws TypeError or RangeError at an option that is none */
export function hubSoakOptions(args: readonly string[]): HubSoakOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string' },
      hours: { type: 'string' },
      seed: { type: 'string' },
    },
  });
  const minutes =
    60 * positive('hours', values.hours ?? '0') + positive('minutes', values.minutes ?? '0');
  return {
    minutes: minutes === 0 ? 10 : minutes,
    seed: positive('seed', values.seed ?? '1'),
  };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0) return value;
  throw new RangeError(`--${name} is ${text}; valid is a number from 0 on`);
}
