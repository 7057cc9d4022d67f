import { describe, expect, it } from 'vitest';
import { sensorId } from '../../src/model/sensor.ts';
import { UnreadablePackets } from '../../src/pipeline/unreadablePackets.ts';
import { PacketError } from '../../src/protocols/index.ts';

const A = sensorId('A');
const B = sensorId('B');

describe('UnreadablePackets', () => {
  it('tells the first of each sensor at once and the others every ten seconds, with their number', () => {
    const packets = new UnreadablePackets();
    const told: (string | null)[] = [];
    for (let i = 0; i <= 1000; i++) told.push(packets.note(A, new PacketError(A, 'why'), i * 1e4));
    const sentence = 'Sensor A sent a packet that cannot be read: why.';
    expect(told[0]).toBe(sentence);
    expect(told.slice(1, 1000).every((each) => each === null)).toBe(true);
    expect(told[1000]).toBe(`${sentence} So did 999 before it.`);
    expect(packets.note(B, new PacketError(B, 'why'), 1e7)).toMatch(/^Sensor B/);
  });
});
