/**
 * Run by faultTable.process.test.ts in a process of its own, `noBluetooth.ts STACK`: starts a source on a
 * kernel that knows no Bluetooth, and prints how it fails.
 */
import { countingFeed, radioWorld, sleep } from '../radioWorld.ts';
import { chosenStack } from './chosenStack.ts';

const { radio, source } = radioWorld([countingFeed('A')], { stack: chosenStack() });
radio.controller.setKnownToKernel(false);
await source.start().catch((error: unknown) => {
  console.log(error instanceof Error ? `${error.name}: ${error.message}` : 'not an error');
});
await sleep(1500);
console.log('alive');
