/**
 * Run by faultTable.process.test.ts in a process of its own, `userChannel.ts STACK`, with
 * HCI_CHANNEL_USER set: streams over an exclusive HCI channel and prints how often one was bound.
 */
import { VirtualSocket } from '../../../../src/simulator/radio/virtualSocket.ts';
import { countingFeed, radioWorld, until } from '../radioWorld.ts';
import { chosenStack } from './chosenStack.ts';

let exclusive = 0;
const { bindUser } = VirtualSocket.prototype;
VirtualSocket.prototype.bindUser = function counted(this: VirtualSocket) {
  exclusive++;
  bindUser.call(this);
};

const { radio, source, heard } = radioWorld([countingFeed('A')], { stack: chosenStack() });
radio.start();
await source.start();
await until('A streams', () => heard.packets.length > 5);
await source.stop();
radio.stop();
console.log(JSON.stringify({ exclusive, faults: heard.faults }));
