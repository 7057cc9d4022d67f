import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bluetoothChecks, THIS_CHECKED_HOST } from '../../sensors/ble/index.ts';
import { CliError } from '../cliError.ts';
import { endProcess } from '../endProcess.ts';
import { interruptible } from '../interruptible.ts';
import { DASHBOARD_FOLDER, ENGINES, PROJECT_FOLDER, SOFTWARE } from '../projectFolder.ts';
import type { Check } from './check.ts';
import { clockCheck, timeZoneCheck } from './clockChecks.ts';
import { dashboardCheck } from './dashboardCheck.ts';
import type { DoctorFlags } from './doctorFlags.ts';
import { checkLines, verdict } from './doctorText.ts';
import { guarded, type Look } from './guarded.ts';
import { influxChecks } from './influxChecks.ts';
import { leftoversCheck } from './leftoversCheck.ts';
import { memoryCheck, openFilesCheck } from './machineChecks.ts';
import { nodeCheck } from './nodeCheck.ts';
import { portCheck } from './portCheck.ts';
import { privacyCheck } from './privacyCheck.ts';
import { recordingsCheck } from './recordingsCheck.ts';
import { secretsCheck } from './secretsCheck.ts';
import { spaceCheck } from './spaceCheck.ts';
import { stateCheck } from './stateCheck.ts';
import { versionCheck } from './versionCheck.ts';

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
  for await (const check of allChecks(flags, signal)) {
    signal.throwIfAborted();
    checks.push(check);
    if (!flags.json) console.log(checkLines(check).join('\n'));
  }
  return checks;
}

async function* allChecks(flags: DoctorFlags, signal: AbortSignal): AsyncGenerator<Check> {
  for (const [name, look] of Object.entries(looksOf(flags, signal))) {
    yield* guarded(name, look, signal);
  }
}

/** In the order in which they are told, by the names that they have where they cannot look. */
function looksOf(
  { recordings, host, port }: DoctorFlags,
  signal: AbortSignal,
): Readonly<Record<string, Look>> {
  const folder = resolve(recordings);
  return {
    Version: () => versionCheck(SOFTWARE),
    Node: () => nodeCheck(ENGINES, process.versions.node),
    Dashboard: () => dashboardCheck(DASHBOARD_FOLDER),
    'Recordings folder': () => recordingsCheck(recordings),
    'Disk space': () => spaceCheck(folder),
    Private: () => privacyCheck(folder),
    'State files': () => stateCheck(folder),
    'Left over': () => leftoversCheck(folder),
    'Access and TLS': () => secretsCheck(folder, process.env.INFLUX_TOKEN_FILE),
    Port: () => portCheck(host, port),
    Clock: () => clockCheck(Date.now(), builtMs()),
    'Time zone': () => timeZoneCheck(process.env.TZ),
    'Open files': () => openFilesCheck(),
    Memory: () => memoryCheck(),
    InfluxDB: () => influxChecks(process.env, folder, signal),
    Bluetooth: () => bluetoothChecks(THIS_CHECKED_HOST),
  };
}

/** The manifest is as old as what it is of. */
function builtMs(): number {
  return statSync(join(PROJECT_FOLDER, 'package.json')).mtimeMs;
}
