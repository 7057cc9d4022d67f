import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClientMessageError, parseClientMessage } from '../../src/hub/clientMessages.ts';
import { VALID_MESSAGES } from './validMessages.ts';

describe('parseClientMessage', () => {
  it.each(VALID_MESSAGES)('reads a message of type $type', (message) => {
    expect(parseClientMessage(JSON.stringify(message))).toEqual(message);
  });

  it.each([
    [{ type: 'ack', sequence: -1 }, 'ack, field "sequence"'],
    [{ type: 'ack', sequence: 1.5 }, 'ack, field "sequence"'],
    [{ type: 'ack', sequence: 2 ** 32 }, 'ack, field "sequence"'],
    [{ type: 'replay', action: 'rewind' }, 'unknown message'],
    [{ type: 'replay', action: 'speed', speed: 8.1 }, 'replay, field "speed": valid are 0.1 to 8'],
    [{ type: 'replay', action: 'step', frames: 0.5 }, 'valid are whole numbers from -100 to 100'],
    [{ type: 'replay', action: 'loop', loop: true, fromS: -1 }, 'replay, field "fromS"'],
    [{ type: 'replay', action: 'seek', positionS: -1 }, 'replay, field "positionS"'],
    [{ type: 'retryStep', step: 'done' }, 'valid are lieStill, standStill, move'],
    [{ type: 'haptics', on: 1 }, 'haptics, field "on": valid are true and false'],
    [
      { type: 'cueOutput', number: 1, shownUs: 0.5, soundedUs: null },
      'field "shownUs": valid are whole microseconds',
    ],
    [{ type: 'cueOutput', number: 0, shownUs: null, soundedUs: null }, 'field "number"'],
    [{ type: 'marker', label: '' }, 'marker, field "label"'],
    [{ type: 'trialStart', name: '' }, 'trialStart, field "name"'],
    [{ type: 'marker', label: 'x'.repeat(201) }, 'marker, field "label"'],
    [{ type: 'place', sensorId: 'A1', placement: 'ear' }, 'place, field "placement"'],
    [{ type: 'programmeNote', note: {} }, 'programmeNote, field "note": an empty note'],
    [
      { type: 'programmeNote', note: { painAfter: 11 } },
      'field "note.painAfter": valid are 0 to 10',
    ],
    [
      { type: 'programmeNote', note: { step: 'squat' } },
      'field "note.step": valid is a step such as',
    ],
    [{ type: 'programmeNote', note: { step: 'RNT9' } }, 'no such step; valid are SLB1, SLB2'],
    [
      {
        type: 'programmeNote',
        note: { override: { action: 'setStep', step: 'SS9', reason: 'x' } },
      },
      'field "note.override.step": no such step',
    ],
    [{ type: 'programmeNote', note: { signs: ['tired'] } }, 'giving way'],
    [
      {
        type: 'programmeNote',
        note: { override: { action: 'setStep', step: 'RNT2', reason: '' } },
      },
      'a reason is needed',
    ],
    [{ type: 'marker', label: { length: { toString: 1 } } }, 'nothing in a message is called'],
    [{ type: 'identify' }, 'identify, field "sensorId"'],
    [{ type: '__proto__' }, 'unknown message'],
    [null, 'message'],
    [[], 'expected object'],
  ])('refuses message %# and names what is wrong', (json, words) => {
    expect(() => parseClientMessage(JSON.stringify(json))).toThrow(words);
  });

  it('answers any text with a message or a ClientMessageError', () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.anything().map((value) => `${JSON.stringify(value)}`),
    );
    fc.assert(
      fc.property(text, (candidate) => {
        try {
          expect(parseClientMessage(candidate)).toHaveProperty('type');
        } catch (error) {
          expect(error).toBeInstanceOf(ClientMessageError);
        }
      }),
    );
  });
});
