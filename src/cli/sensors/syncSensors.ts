import { type DotOutcome, stopDotSync, syncDots } from '../../sensors/ble/index.ts';
import { CliError } from '../cliError.ts';
import { Countdown } from '../countdown.ts';
import { endProcess } from '../endProcess.ts';
import { interruptible } from '../interruptible.ts';
import type { SyncFlags } from './sensorFlags.ts';
import { syncText } from './syncText.ts';
import { withRadio } from './withRadio.ts';

/**
 * Makes the Movella DOTs in range share one clock, prints what became of each, and ends the process.
 * @throws BleError, and CliError when one of them does not
 */
export async function syncSensors(flags: SyncFlags): Promise<never> {
  const outcomes = await interruptible('interrupted before the sensors had answered', (signal) =>
    sync(flags, signal),
  );
  console.log(syncText(outcomes, flags));
  const failed = outcomes.filter(({ problem }) => problem !== null).length;
  if (failed > 0) throw new CliError(`${failed} of ${outcomes.length} Movella DOTs failed`);
  return endProcess();
}

async function sync(flags: SyncFlags, signal: AbortSignal): Promise<DotOutcome[]> {
  let countdown: Countdown | undefined;
  const step = (what: string, seconds: number) => {
    countdown?.end();
    countdown = new Countdown(seconds, () => what);
    countdown.start();
  };
  const run = flags.stop ? stopDotSync : syncDots;
  try {
    return await withRadio(flags, (settings) =>
      run(settings, { seconds: flags.seconds, signal, step }),
    );
  } finally {
    countdown?.end();
  }
}
