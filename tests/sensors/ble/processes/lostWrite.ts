/**
 * Run by nobleFaults.test.ts in a process of its own: writes to a sensor in the very moment its
 * link closes. With `unguarded` the guard of the transport is taken away first.
 */
import { disconnectionComplete } from '../../../../src/simulator/radio/hci.ts';
import { countingFeed, radioWorld, sleep, until } from '../radioWorld.ts';

const FIRST_HANDLE = 0x40;
const GONE = 0x13;

const { radio, source, heard } = radioWorld([countingFeed('A')]);
radio.start();
await source.start();
await until('the battery is read', () => heard.batteries.size > 0);
await sleep(200);
if (process.argv[2] === 'unguarded') process.removeAllListeners('unhandledRejection');
const identified = source.identify(radio.sensors[0]!.feed.sensor.id).catch(() => 'failed');
radio.controller.emit('data', disconnectionComplete(FIRST_HANDLE, GONE));
console.log(await identified);
await sleep(100);
console.log('alive');
process.exit(0);
