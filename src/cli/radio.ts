import { spawnSync } from 'node:child_process';
import {
  type BluetoothAvailability,
  bluetoothAvailability,
  bluetoothHost,
  missingBuildTools,
  type NobleStack,
  requireInstalled,
} from '../sensors/ble/index.ts';
import { PROJECT_FOLDER } from './projectFolder.ts';

const BUILD_TIMEOUT_MS = 180_000;

/**
 * The radio of this machine; where it only lacks its native part, that is built if it can be.
 * @throws BleError when the fork of noble is not installed
 */
export async function readyRadio(stack: NobleStack): Promise<BluetoothAvailability> {
  requireInstalled(stack);
  const found = await bluetoothAvailability(bluetoothHost(stack));
  // The other fork brings its native part with it.
  const mayBuild = found.problem === 'radioNotBuilt' && stack === 'abandonware';
  if (!mayBuild) return found;
  if (missingBuildTools().length > 0) return found;
  console.error('Building the radio, once …');
  spawnSync('npm', ['run', '--silent', 'build:radio'], {
    cwd: PROJECT_FOLDER,
    timeout: BUILD_TIMEOUT_MS,
    stdio: 'ignore',
  });
  return bluetoothAvailability(bluetoothHost(stack));
}
