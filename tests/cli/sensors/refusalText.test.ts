import { describe, expect, it } from 'vitest';
import { refusalText } from '../../../src/cli/sensors/refusalText.ts';
import { RefusedError } from '../../../src/sensors/ble/index.ts';

describe('what is said of a refusal', () => {
  it.each([
    ['unknownCommand', 'the firmware of sensor 7F3K does not know the command "powerOff"'],
    ['unsupported', 'sensor 7F3K cannot do this: it answered "powerOff" with "unsupported"'],
    ['notNow', 'sensor 7F3K is busy with something else: try again in a few seconds'],
    ['failed', 'sensor 7F3K did not manage it: its hardware answered "powerOff" with "failed"'],
    ['malformed', 'sensor 7F3K refused "powerOff": malformed'],
  ] as const)('is a plain sentence for %s', (status, sentence) => {
    expect(refusalText('7F3K', new RefusedError('powerOff', status))).toBe(sentence);
  });
});
