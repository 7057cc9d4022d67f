import { bluetoothChecks, THIS_CHECKED_HOST } from '../../sensors/ble/index.ts';
import { CliError } from '../cliError.ts';
import { endProcess } from '../endProcess.ts';
import { interruptible } from '../interruptible.ts';
import { DASHBOARD_FOLDER, ENGINES } from '../projectFolder.ts';
import type { Check } from './check.ts';
import { dashboardCheck } from './dashboardCheck.ts';
import type { DoctorFlags } from './doctorFlags.ts';
import { checkLines, verdict } from './doctorText.ts';
import { nodeCheck } from './nodeCheck.ts';
import { recordingsCheck } from './recordingsCheck.ts';

/** Runs every check, prints what it found and ends the process. @throws CliError when one is to be mended */
export async function runDoctor(flags: DoctorFlags): Promise<never> {
  const checks = await interruptible('interrupted before all was checked', (signal) =>
    runChecks(flags, signal),
  );
  const brokenOnes = checks.filter(({ state }) => state === 'broken');
  if (flags.json) {
    console.log(JSON.stringify({ ok: brokenOnes.length === 0, checks }, null, 2));
  } else if (brokenOnes.length === 0) {
    console.log(`\n${verdict(checks)}`);
  }
  if (brokenOnes.length > 0) {
    const names = brokenOnes.map(({ name }) => name).join(', ');
    throw new CliError(
      `${brokenOnes.length} of ${checks.length} checks found what to mend: ${names}`,
    );
  }
  return endProcess();
}

/** Each is shown as it comes: opening an adapter may take seconds. */
async function runChecks(flags: DoctorFlags, signal: AbortSignal): Promise<Check[]> {
  const checks: Check[] = [];
  for await (const check of allChecks(flags)) {
    signal.throwIfAborted();
    checks.push(check);
    if (!flags.json) console.log(checkLines(check).join('\n'));
  }
  return checks;
}

async function* allChecks({ recordings }: DoctorFlags): AsyncGenerator<Check> {
  yield nodeCheck(ENGINES, process.versions.node);
  yield dashboardCheck(DASHBOARD_FOLDER);
  yield await recordingsCheck(recordings);
  yield* bluetoothChecks(THIS_CHECKED_HOST);
}
