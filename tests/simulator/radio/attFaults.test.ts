import { describe, expect, it } from 'vitest';
import { ATT_ERROR, ATT_REQUEST, ATT_WRITE_COMMAND } from '../../../src/simulator/radio/att.ts';
import { AttFaults } from '../../../src/simulator/radio/attFaults.ts';
import { AttServer } from '../../../src/simulator/radio/attServer.ts';

const BATTERY = 0x2a19;

function served() {
  const sent: string[] = [];
  const faults = new AttFaults();
  const server = new AttServer({
    services: [
      {
        uuid: 0x180f,
        characteristics: [
          { uuid: BATTERY, properties: ['read', 'notify'], read: () => Uint8Array.of(50) },
        ],
      },
    ],
    maxMtu: 100,
    send: (message) => sent.push(Buffer.from(message).toString('hex')) > 0,
    faults,
  });
  const answer = (hex: string) => {
    server.receive(Buffer.from(hex, 'hex'));
    return sent.splice(0).join(' ');
  };
  return { faults, answer };
}

const READ_VALUE = '0a0300';
const READ_CONFIGURATION = '0a0400';

describe('AttFaults', () => {
  it('answers requests for one value with an error, as often as asked, and others not', () => {
    const { faults, answer } = served();
    const error = ATT_ERROR.readNotPermitted;
    const fault = faults.add({ opcode: ATT_REQUEST.read, value: BATTERY, answer: error, times: 2 });
    expect(answer(READ_CONFIGURATION)).toBe('0b0000');
    expect(answer(READ_VALUE)).toBe('010a030002');
    expect(answer(READ_VALUE)).toBe('010a030002');
    expect(answer(READ_VALUE)).toBe('0b32');
    expect(fault.count).toBe(2);
  });

  it('tells a characteristic’s configuration from its value', () => {
    const { faults, answer } = served();
    const { write } = ATT_REQUEST;
    const fault = faults.add({ opcode: write, configuration: BATTERY, answer: 'silence' });
    expect(answer('1204000100')).toBe('');
    expect(answer('12030001')).toBe('0112030003');
    expect(fault.count).toBe(1);
    fault.remove();
    expect(answer('1204000100')).toBe('13');
  });

  it('strikes requests that name no attribute by their opcode alone', () => {
    const { faults, answer } = served();
    faults.add({ opcode: ATT_REQUEST.mtu, answer: ATT_ERROR.invalidPdu });
    expect(answer('02f700')).toBe('0102000004');
    expect(answer(READ_VALUE)).toBe('0b32');
  });

  it('lets a write command pass away unheard', () => {
    const written: number[] = [];
    const faults = new AttFaults();
    const write = (value: Uint8Array) => {
      written.push(...value);
      return 0;
    };
    const server = new AttServer({
      services: [
        {
          uuid: 0x180f,
          characteristics: [{ uuid: BATTERY, properties: ['writeWithoutResponse'], write }],
        },
      ],
      maxMtu: 100,
      send: () => {
        throw new Error('nothing is answered');
      },
      faults,
    });
    const opcode = ATT_WRITE_COMMAND;
    faults.add({ opcode, value: BATTERY, answer: 'silence', times: 1 });
    for (const value of [1, 2]) server.receive(Uint8Array.of(opcode, 3, 0, value));
    expect(written).toEqual([2]);
  });
});
