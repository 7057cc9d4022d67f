import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { expectMessage } from './messages.ts';
import { plumbline } from './plumbline.ts';

const SCAN = z.object({
  sensors: z.array(
    z.object({
      make: z.string(),
      identity: z.object({ serial: z.string(), rateHz: z.number() }),
      problem: z.null(),
    }),
  ),
});

/** Virtual sensors of one make. */
function ofMake(word: string): string[] {
  return ['--virtual-sensors', '--makes', word];
}

async function firstSerial(word: string): Promise<string> {
  const { stdout } = await plumbline(['scan', '--json', '--seconds', '1', ...ofMake(word)]);
  return SCAN.parse(JSON.parse(stdout)).sensors[0]!.identity.serial;
}

describe('commands to bought sensors', () => {
  it('scan names each make with its rate', async () => {
    const words = ['scan', '--seconds', '1', ...ofMake('dot,movesense,witmotion,metamotion')];
    const { code, stdout, stderr } = await plumbline(words);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Movella DOT +Movella DOT +[0-9A-F]{16} .* 60 Hz/m);
    expect(stdout).toMatch(/^Movesense \d+ +Movesense +\d{12} .* 104 Hz/m);
    expect(stdout).toMatch(/^WT901BLE\S* +WitMotion +[0-9A-F]{12} .* 100 Hz/m);
    expect(stdout).toMatch(/^MetaWear +MetaMotion +[0-9a-f]{6} .* 100 Hz/m);
    expect(stdout).toMatch(/^4 sensors found in 1 s\.$/m);
    expect(code).toBe(0);
  });

  it('identify, configure and power-off do to a DOT what they say', async () => {
    const serial = await firstSerial('dot');
    const identified = await plumbline(['identify', serial, ...ofMake('dot')]);
    expect(identified.stdout).toBe(`Sensor ${serial} blinks.\n`);
    const configured = await plumbline(['configure', serial, '--rate', '30', ...ofMake('dot')]);
    expect(configured.stdout).toMatch(/^rate +30 Hz$/m);
    const off = await plumbline(['power-off', serial, ...ofMake('dot')]);
    expect(off.stdout).toMatch(`Sensor ${serial} is off`);
    expect([identified.code, configured.code, off.code]).toEqual([0, 0, 0]);
  });

  it('a make that cannot says what it can', async () => {
    const serial = await firstSerial('movesense');
    const movesense = ofMake('movesense');
    const can = 'it can stream and tell its battery';
    expectMessage(await plumbline(['identify', serial, ...movesense]), 1, ['show itself', can]);
    expectMessage(await plumbline(['power-off', serial, ...movesense]), 1, ['switched off', can]);
    const configure = ['configure', serial, '--rate', '52', ...movesense];
    expectMessage(await plumbline(configure), 1, ['a hub sets it at every link']);
    const odd = ['configure', serial, '--rate', '100', ...movesense];
    expectMessage(await plumbline(odd), 1, ['52, 104 or 208 Hz, not 100 Hz']);
  });

  it('sync makes DOTs share one clock, and --stop ends it', async () => {
    const synced = await plumbline(['sync', '--seconds', '1', '--virtual-sensors']);
    expect(synced.stderr).toBe('');
    expect(synced.stdout.match(/synchronised$/gm)).toHaveLength(4);
    expect(synced.code).toBe(0);
    const stopped = await plumbline(['sync', '--stop', '--seconds', '1', '--virtual-sensors']);
    expect(stopped.stdout.match(/has its own clock$/gm)).toHaveLength(4);
    expect(stopped.code).toBe(0);
  });

  it('sync says what is missing where there is no DOT', async () => {
    const words = ['sync', '--seconds', '1', ...ofMake('movesense')];
    expectMessage(await plumbline(words), 1, ['No Movella DOT was heard']);
  });
});
