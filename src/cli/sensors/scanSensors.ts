import { type SurveyedSensor, surveySensors } from '../../sensors/ble/index.ts';
import { Countdown } from '../countdown.ts';
import { endProcess } from '../endProcess.ts';
import { interruptible } from '../interruptible.ts';
import { scanText } from './scanText.ts';
import type { ScanFlags } from './sensorFlags.ts';
import { sensorCount } from './sensorWords.ts';
import { withRadio } from './withRadio.ts';

/** Looks for sensors, prints what it found and ends the process. @throws BleError, CliError */
export async function scanSensors(flags: ScanFlags): Promise<never> {
  const sensors = await interruptible('interrupted before the scan was over', (signal) =>
    scan(flags, signal),
  );
  const { seconds } = flags;
  console.log(
    flags.json ? JSON.stringify({ seconds, sensors }, null, 2) : scanText(sensors, flags),
  );
  return endProcess();
}

async function scan(flags: ScanFlags, signal: AbortSignal): Promise<SurveyedSensor[]> {
  let found: readonly SurveyedSensor[] = [];
  const countdown = new Countdown(
    flags.seconds,
    () => `looking for sensors, ${sensorCount(found.length)} found`,
  );
  countdown.start();
  try {
    const sensors = await withRadio(flags, (settings) =>
      surveySensors(settings, {
        seconds: flags.seconds,
        ask: !flags.quick,
        signal,
        found: (all) => {
          found = all;
        },
        fault: (sentence) => console.error(`! ${sentence}`),
      }),
    );
    return sensors.toSorted(byName);
  } finally {
    countdown.end();
  }
}

/** The order in which they were heard would be another at every scan. */
function byName(a: SurveyedSensor, b: SurveyedSensor): number {
  return a.name.localeCompare(b.name, 'en') || a.address.localeCompare(b.address, 'en');
}
