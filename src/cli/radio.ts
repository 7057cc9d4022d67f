import { spawnSync } from 'node:child_process';
import { type BluetoothAvailability, bluetoothAvailability } from '../sensors/ble/index.ts';
import { PROJECT_FOLDER } from './projectFolder.ts';

const BUILD_TIMEOUT_MS = 180_000;

/** The radio of this machine; where it only lacks its native part, that is built if it can be. */
export async function readyRadio(): Promise<BluetoothAvailability> {
  const found = await bluetoothAvailability();
  if (found.available || found.problem !== 'radioNotBuilt' || !hasCompiler()) return found;
  console.error('Building the radio, once …');
  spawnSync('npm', ['run', '--silent', 'build:radio'], {
    cwd: PROJECT_FOLDER,
    timeout: BUILD_TIMEOUT_MS,
    stdio: 'ignore',
  });
  return bluetoothAvailability();
}

function hasCompiler(): boolean {
  return ['make', 'g++', 'python3'].every(
    (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0,
  );
}
