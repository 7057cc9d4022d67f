import type { BleTransport } from './bleTransport.ts';
import type { BleSettings } from './createBleSource.ts';
import { isSensor } from './makes/drivers.ts';
import { pause } from './pause.ts';
import { SensorCensus } from './sensorCensus.ts';
import { SensorRound } from './sensorRound.ts';
import { meetSensor, type SurveyedSensor } from './surveyedSensor.ts';
import { unlessAborted } from './unlessAborted.ts';
import { withAdapter } from './withAdapter.ts';

/** Those heard are asked for no longer than this after the listening. */
const LONGEST_ASKING_S = 60;

export interface SurveyOptions {
  /** How long sensors are listened for; those heard by then are asked after it. */
  readonly seconds: number;
  /** False only listens: nothing is known of a sensor but what it advertises. */
  readonly ask: boolean;
  /** Ends the survey, its links too; it then throws the reason. */
  readonly signal: AbortSignal;
  /** Called whenever more is known. */
  readonly found?: (sensors: readonly SurveyedSensor[]) => void;
  /** Something that is not about one sensor is wrong; the survey goes on. */
  readonly fault?: (sentence: string) => void;
}

/**
 * Looks for sensors and links each in turn to learn who it is. None is made to stream.
 * @throws BleError when the adapter cannot be used or goes off
 */
export async function surveySensors(
  settings: BleSettings,
  options: SurveyOptions,
): Promise<SurveyedSensor[]> {
  return withAdapter(settings, options.signal, async (transport, signal) => {
    const census = new SensorCensus();
    const all = { ...options, signal };
    if (options.ask) await ask(census, transport, settings, all);
    else await listen(census, transport, all);
    return census.sensors;
  });
}

async function ask(
  census: SensorCensus,
  transport: BleTransport,
  { clock }: BleSettings,
  { seconds, signal, found, fault = () => {} }: SurveyOptions,
): Promise<void> {
  const tell = () => found?.(census.sensors);
  const round = new SensorRound({
    clock,
    transport,
    heard: (advertisement) => {
      census.heard(advertisement);
      tell();
    },
    visit: async (session, advertisement) => {
      census.identified(advertisement, await meetSensor(session));
      tell();
    },
    failed: (advertisement, error) => {
      census.failed(advertisement, error);
      tell();
    },
    fault,
  });
  round.start();
  try {
    await pause(seconds, signal);
    await unlessAborted(signal, triedInTime(census));
  } finally {
    await round.stop();
  }
}

/** Somebody may advertise for ever and never answer. */
async function triedInTime(census: SensorCensus): Promise<void> {
  const over = new AbortController();
  const late = pause(LONGEST_ASKING_S, over.signal).catch(() => {});
  await Promise.race([census.allTried(), late]);
  over.abort();
}

async function listen(
  census: SensorCensus,
  transport: BleTransport,
  { seconds, signal, found }: SurveyOptions,
): Promise<void> {
  transport.onAdvertisement((advertisement) => {
    census.heard(advertisement);
    found?.(census.sensors);
  });
  await transport.startScan(isSensor);
  try {
    await pause(seconds, signal);
  } finally {
    await transport.stopScan();
  }
}
