import { describe, expect, it } from 'vitest';
import { advertisementOf } from '../../../src/simulator/radio/advertisementOf.ts';

/** The one field of the scan response for a sensor with this name. */
function nameField(name: string): { readonly type: number; readonly text: string } {
  const { scanResponse } = advertisementOf(name, 'b7fd0001-9f15-4f9a-b73f-0f93e9a12a60');
  expect(scanResponse[0]).toBe(scanResponse.length - 1);
  const text = new TextDecoder('utf-8', { fatal: true }).decode(scanResponse.subarray(2));
  return { type: scanResponse[1]!, text };
}

describe('the advertisement of a sensor', () => {
  it('holds a complete name of 29 bytes at most, cut between characters', () => {
    const complete = 0x09;
    const letters = 'abcdefghijklmnopqrstuvwxyzabc';
    expect(nameField(letters)).toEqual({ type: complete, text: letters });
    expect(nameField(`${letters}d`)).toEqual({ type: complete, text: letters });
    expect(nameField(`${letters.slice(1)}é`)).toEqual({ type: complete, text: letters.slice(1) });
    expect(nameField(`${letters.slice(2)}éé`).text).toBe(`${letters.slice(2)}é`);
  });
});
