/**
 * Run by faultTable.process.test.ts in a process of its own, `stopped.ts STACK`: starts and
 * stops often, streams, stops everything, prints the process listeners that are left, and must then
 * end by itself.
 */
import { countingFeed, radioWorld, sleep, until } from '../radioWorld.ts';
import { chosenStack } from './chosenStack.ts';

const before = {
  exits: process.listenerCount('exit'),
  interrupts: process.listenerCount('SIGINT'),
};
const { radio, source, heard } = radioWorld([countingFeed('A'), countingFeed('B')], {
  stack: chosenStack(),
});
// More often than Node takes listeners of one event without a warning.
for (let i = 0; i < 12; i++) {
  await source.start();
  await source.stop();
}
radio.start();
await source.start();
await until('both stream', () => heard.blocks.size === 2);
await source.stop();
radio.stop();
const packets = heard.packets.length;
await sleep(50);
const guards = process.listenerCount('unhandledRejection');
const exits = process.listenerCount('exit') - before.exits;
const interrupts = process.listenerCount('SIGINT') - before.interrupts;
const late = heard.packets.length - packets;
console.log(JSON.stringify({ guards, exits, interrupts, late }));
