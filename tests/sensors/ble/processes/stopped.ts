/**
 * Run by nobleFaults.test.ts in a process of its own: streams, stops everything and prints the
 * timers that are left, then how many listeners of ours noble still has.
 */
import { countingFeed, radioWorld, sleep, until } from '../radioWorld.ts';

const { radio, source, heard } = radioWorld([countingFeed('A'), countingFeed('B')]);
radio.start();
await source.start();
await until('both stream', () => heard.blocks.size === 2);
await source.stop();
radio.stop();
const packets = heard.packets.length;
await sleep(50);
const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
const guards = process.listenerCount('unhandledRejection');
console.log(JSON.stringify({ timers, guards, late: heard.packets.length - packets }));
process.exit(0);
