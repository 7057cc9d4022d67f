/**
 * Run by faultTable.process.test.ts in a process of its own, `lostWrite.ts STACK [unguarded]`: writes to
 * a sensor in the very moment its link closes. Unguarded, the guard of the transport is taken away.
 */
import { disconnectionComplete } from '../../../../src/simulator/radio/hci.ts';
import { countingFeed, radioWorld, sleep, until } from '../radioWorld.ts';
import { chosenStack } from './chosenStack.ts';

const FIRST_HANDLE = 0x40;
const GONE = 0x13;

const { radio, source, heard } = radioWorld([countingFeed('A')], { stack: chosenStack() });
radio.start();
await source.start();
await until('the battery is read', () => heard.batteries.size > 0);
await sleep(200);
if (process.argv[3] === 'unguarded') process.removeAllListeners('unhandledRejection');
const identified = source.identify(radio.sensors[0]!.feed.sensor.id).catch(() => 'failed');
// A command is written one turn after it was given, behind the one before it.
await null;
radio.controller.inject(disconnectionComplete(FIRST_HANDLE, GONE));
console.log(await identified);
await sleep(100);
console.log('alive');
process.exit(0);
