import { spawnSync } from 'node:child_process';
import {
  type BluetoothAvailability,
  bluetoothAvailability,
  bluetoothHost,
  missingBuildTools,
  type NobleStack,
} from '../sensors/ble/index.ts';
import { PROJECT_FOLDER } from './projectFolder.ts';

const BUILD_TIMEOUT_MS = 180_000;

/** The radio of this machine; where it only lacks its native part, that is built if it can be. */
export async function readyRadio(stack: NobleStack): Promise<BluetoothAvailability> {
  const found = await bluetoothAvailability(bluetoothHost(stack));
  if (found.available || found.problem !== 'radioNotBuilt') return found;
  if (missingBuildTools().length > 0) return found;
  console.error('Building the radio, once …');
  spawnSync('npm', ['run', '--silent', 'build:radio'], {
    cwd: PROJECT_FOLDER,
    timeout: BUILD_TIMEOUT_MS,
    stdio: 'ignore',
  });
  return bluetoothAvailability(bluetoothHost(stack));
}
