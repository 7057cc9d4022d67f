/**
 * Run by faultTable.process.test.ts in a process of its own, `malformed.ts STACK hub|noble|listener`:
 * the adapter sends packets that are too short for their kind to the hub or to noble alone. With
 * `listener` nothing is malformed, but a listener of the hub's throws while noble calls it.
 */
import { aclPackets, PACKET } from '../../../../src/simulator/radio/hci.ts';
import { loadNobleOver } from '../../../../src/simulator/radio/loadNobleOver.ts';
import { countingFeed, radioWorld, sleep, until } from '../radioWorld.ts';
import { chosenStack } from './chosenStack.ts';

const FIRST_HANDLE = 0x40;
const ATT_CHANNEL = 4;
const NOTIFICATION = 0x1b;

const MALFORMED = [
  Buffer.from([PACKET.event]),
  Buffer.from([PACKET.event, 0x3e]),
  Buffer.from([PACKET.event, 0x3e, 0x13, 0x01, 0x00, 0x40]),
  Buffer.from([PACKET.event, 0x05, 0x04, 0x00]),
  Buffer.from([PACKET.event, 0x0e, 0x04, 0x01]),
  Buffer.from([PACKET.event, 0x13, 0x05, 0x01, 0x40]),
  Buffer.from([PACKET.acl, 0x40, 0x20]),
  ...aclPackets(FIRST_HANDLE, ATT_CHANNEL, Uint8Array.of(NOTIFICATION), 27),
];

const stack = chosenStack();
const { radio, source, heard } = radioWorld([countingFeed('A')], { stack });
radio.start();
const mode = process.argv[3];
if (mode === 'noble') {
  const noble = loadNobleOver(radio.controller, stack);
  const states: string[] = [];
  noble.on('stateChange', (state) => states.push(state));
  await until('noble is on', () => states.includes('poweredOn'));
} else {
  await source.start();
  await until('A streams', () => heard.packets.length > 5);
}
if (mode === 'listener') {
  source.on('packet', () => {
    throw new Error('a fault of ours');
  });
} else {
  for (const packet of MALFORMED) {
    radio.controller.inject(packet);
    await sleep(20);
  }
}
const before = heard.packets.length;
await until('A streams on', () => heard.packets.length > before + 5);
console.log(JSON.stringify({ links: heard.linked.length, faults: heard.faults }));
process.exit(0);
