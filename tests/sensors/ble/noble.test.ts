import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { BleError } from '../../../src/sensors/ble/bleTransport.ts';
import { loadNoble, requireInstalled } from '../../../src/sensors/ble/noble/noble.ts';
import { createVirtualRadio } from '../../../src/simulator/radio/createVirtualRadio.ts';
import { NOBLE_STACKS } from '../../../src/simulator/radio/loadNobleOver.ts';
import { clock } from './radioWorld.ts';

describe.each(NOBLE_STACKS)('loadNoble of @%s/noble', (stack) => {
  it('makes a new instance of that package at every call', async () => {
    // Its native socket, which this machine need not have, is replaced by the virtual one.
    const radio = createVirtualRadio([], { clock, stack });
    await radio.nobleFactory();
    const [first, second] = [await loadNoble(stack), await loadNoble(stack)];
    expect(first).not.toBe(second);
    expect(first._state).toBe('unknown');
    const { name } = Object.getPrototypeOf(first).constructor;
    expect(name).toBe('Noble');
  });

  it('says how to install it where it is not', () => {
    expect(() => requireInstalled(stack)).not.toThrow();
    expect(() => requireInstalled(stack, createRequire('/nowhere/hub.js'))).toThrow(
      new BleError(
        `@${stack}/noble is not installed; install it with: npm install @${stack}/noble`,
      ),
    );
  });
});
