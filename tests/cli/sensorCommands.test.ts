import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bluetoothAvailability } from '../../src/sensors/ble/index.ts';
import { expectMessage } from './messages.ts';
import { begin, plumbline } from './plumbline.ts';

const SERIALS = ['SIM-left-shank', 'SIM-left-thigh', 'SIM-right-shank', 'SIM-right-thigh'];
const VIRTUAL = '--virtual-sensors';

/** Long enough for a command to have opened the radio and begun. */
const UNDER_WAY_MS = 2000;
const ENDS_WITHIN_MS = 1500;

const SCAN = z.object({
  seconds: z.number(),
  sensors: z.array(
    z.object({
      address: z.string(),
      name: z.string(),
      rssiDbm: z.number().nullable(),
      identity: z
        .object({
          serial: z.string(),
          firmware: z.string(),
          rateHz: z.number(),
          accelerationRangeG: z.number(),
          angularRateRangeDps: z.number(),
          magnetometer: z.enum(['none', 'off', 'on']),
          batteryPercent: z.number().nullable(),
          temperatureC: z.number().nullable(),
          faults: z.array(z.string()).nullable(),
        })
        .nullable(),
      problem: z.string().nullable(),
    }),
  ),
});

async function scan(...words: string[]) {
  const { code, stdout, stderr } = await plumbline(['scan', VIRTUAL, '--json', ...words]);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return SCAN.parse(JSON.parse(stdout));
}

describe('scan', () => {
  it('asks every sensor who it is, and prints a table and the count', async () => {
    const { code, stdout, stderr } = await plumbline(['scan', VIRTUAL, '--seconds', '1']);
    expect(stderr).toBe('');
    for (const serial of SERIALS) expect(stdout).toMatch(new RegExp(` ${serial} .* 100 Hz .* %`));
    expect(stdout).toMatch(/^4 sensors found in 1 s\.$/m);
    expect(code).toBe(0);
  });

  it('finds the same through the other fork of noble', async () => {
    const { sensors } = await scan('--seconds', '1', '--ble-stack', 'stoprocent');
    expect(sensors.map(({ identity }) => identity?.serial)).toEqual(SERIALS);
  });

  it('gives all of it to programs', async () => {
    const { seconds, sensors } = await scan('--seconds', '1');
    expect(seconds).toBe(1);
    expect(sensors.map(({ identity }) => identity?.serial)).toEqual(SERIALS);
    for (const { identity, problem } of sensors) {
      expect(problem).toBeNull();
      expect(identity).toMatchObject({ rateHz: 100, accelerationRangeG: 16 });
      expect(identity?.batteryPercent).toBeGreaterThan(0);
    }
  });

  it('only listens when it shall be quick', async () => {
    const { sensors } = await scan('--quick', '--seconds', '0.5');
    expect(sensors.map(({ identity }) => identity)).toEqual([null, null, null, null]);
    expect(sensors.every(({ name }) => name.startsWith('Simulated'))).toBe(true);
  });

  it('says in a sentence what a computer without Bluetooth lacks', async ({ skip }) => {
    const { available, sentence } = await bluetoothAvailability();
    if (available) skip('this computer has Bluetooth');
    expectMessage(await plumbline(['scan']), 1, [sentence, 'npm run']);
  });
});

describe('commands for one sensor', () => {
  it('identify finds the sensor and makes it blink', async () => {
    const run = await plumbline(['identify', 'SIM-left-thigh', '--seconds', '3', VIRTUAL]);
    expect(run.stderr).toBe('');
    expect(run.stdout).toBe('Sensor SIM-left-thigh blinks for 3 s.\n');
    expect(run.code).toBe(0);
  });

  it('configure keeps what is not given, and prints what the sensor then says of itself', async () => {
    const run = await plumbline(['configure', 'SIM-left-shank', '--rate', '200', VIRTUAL]);
    expect(run.stderr).toBe('');
    expect(run.stdout).toMatch(/^Sensor SIM-left-shank is configured/);
    expect(run.stdout).toMatch(/^rate +200 Hz$/m);
    expect(run.stdout).toMatch(/^acceleration +±16 g$/m);
    expect(run.stdout).toMatch(/^angular rate +±2000 °\/s$/m);
    expect(run.stdout).toMatch(/^magnetometer +none$/m);
    expect(run.stdout).toMatch(/^faults +none$/m);
    expect(run.code).toBe(0);
  });

  it('power-off switches the sensor off', async () => {
    const run = await plumbline(['power-off', 'SIM-right-thigh', VIRTUAL]);
    expect(run.stderr).toBe('');
    expect(run.stdout).toMatch(/^Sensor SIM-right-thigh is off; its button/);
    expect(run.code).toBe(0);
  });

  it('configure says what a sensor cannot do, and how it stays', async () => {
    const words = ['configure', 'SIM-left-shank', '--acceleration-range', '9', VIRTUAL];
    expectMessage(await plumbline(words), 1, ['±9 g', 'it stays at 100 Hz, ±16 g, ±2000 °/s']);
  });

  it('configure asks none of ours for a rate that only other makes have', async () => {
    const words = ['configure', 'SIM-left-shank', '--rate', '30', VIRTUAL];
    expectMessage(await plumbline(words), 1, ['SIM-left-shank', 'from 60 to 400, found 30']);
  });

  it('configure switches on no magnetometer that is not there', async () => {
    const words = ['configure', 'SIM-left-shank', '--magnetometer', 'on', VIRTUAL];
    expectMessage(await plumbline(words), 1, ['SIM-left-shank has no magnetometer']);
  });

  it('all name the sensors that were there when the one asked for was not', async () => {
    const commands = ['identify', 'power-off', 'configure --rate 100'];
    const runs = await Promise.all(
      commands.map((command) =>
        plumbline([...command.split(' '), '7F3K', VIRTUAL, '--timeout', '6']),
      ),
    );
    for (const run of runs) expectMessage(run, 1, ['7F3K', 'within 6 s', SERIALS.join(', ')]);
  });
});

const WRONG_WORDS: readonly (readonly [words: string, names: readonly string[]])[] = [
  ['scan --seconds 0', ["'0'", '0.5 to 600']],
  ['scan 7F3K', ['Expected 0 arguments']],
  ['scan --yaml', ["'--yaml'", '--json', '--quick']],
  ['identify', ["'serial'", '<serial>', '--seconds']],
  ['identify -7F3K', ["'-7F3K'"]],
  ['identify a/b', ["'a/b'", 'plumbline scan']],
  ['identify 7F3K --seconds 31', ["'31'", '1 to 30']],
  ['configure 7F3K', ['--rate', '--acceleration-range', '--angular-rate-range', '--magnetometer']],
  ['configure 7F3K --rate 19', ["'19'", '20 to 400']],
  ['configure 7F3K --magnetometer maybe', ["'maybe'", 'on, off']],
  ['power-off 7F3K --timeout soon', ["'soon'", '1 to 600']],
  ['doctor --recordings', ['argument missing', '--json']],
];

describe('wrong words', () => {
  it.each(WRONG_WORDS)('"%s" is answered with what is valid', async (words, names) => {
    expectMessage(await plumbline(words.split(' ')), 2, names);
  });

  it.each(['scan', 'identify', 'configure', 'power-off', 'doctor'])(
    'the help of %s has an example to type',
    async (command) => {
      const { code, stdout, stderr } = await plumbline([command, '--help']);
      expect(stderr).toBe('');
      expect(stdout).toContain(`  $ plumbline ${command}`);
      expect(code).toBe(0);
    },
  );
});

describe('Ctrl-C', () => {
  it.each(['scan --seconds 60', 'scan --quick --seconds 60', 'identify 7F3K --timeout 60'])(
    'ends "%s" at once',
    async (words) => {
      const running = begin([...words.split(' '), VIRTUAL]);
      await new Promise((resolve) => setTimeout(resolve, UNDER_WAY_MS));
      const before = performance.now();
      running.child.kill('SIGINT');
      expectMessage(await running.end(), 1, ['interrupted']);
      expect(performance.now() - before).toBeLessThan(ENDS_WITHIN_MS);
    },
  );
});
