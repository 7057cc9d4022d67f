import { createHubClock } from '../../../src/hub/hubClock.ts';
import { createVirtualRadio } from '../../../src/simulator/radio/createVirtualRadio.ts';
import { drawDeviceClock } from '../../../src/simulator/radio/crystal.ts';
import {
  NOMINAL_CONDITIONS,
  ROUGH_CONDITIONS,
} from '../../../src/simulator/radio/radioConditions.ts';
import type { IntervalRates } from '../../../src/simulator/radio/randomIntervals.ts';
import { AirServer } from '../../../src/simulator/radio/remote/airServer.ts';
import { simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import { type AirOptions, type FromAir, personOptions, type ToAir } from './messages.ts';
import { Storm } from './storm.ts';

/* The air of a soak: seven sensors on a person who squats for ever, in a room of ordinary radio. */

const { socket, seed, unrestFromS }: AirOptions = JSON.parse(process.argv[2] ?? '');
const { feeds } = simulateSquatSession(personOptions(seed));
const clocks = feeds.map((_, index) => drawDeviceClock(seed, `${index}`));
const deviceClock = (index: number) => clocks[index] ?? { skewPpm: 0, offsetUs: 0 };
const radio = createVirtualRadio(feeds, {
  clock: createHubClock(),
  conditions: {
    ...NOMINAL_CONDITIONS,
    seed,
    linkStalls: later(ROUGH_CONDITIONS.linkStalls),
    sharedStalls: later(ROUGH_CONDITIONS.sharedStalls),
    absences: later(ROUGH_CONDITIONS.absences),
  },
  deviceClock,
});
const storm = new Storm(radio.sensors, seed);
const server = new AirServer(radio.controller, socket);
const tell = (message: FromAir) => process.send?.(message);

process.on('message', (message: ToAir) => {
  if (message.type === 'storm') storm.set(message.on);
  else {
    storm.set(false);
    radio.stop();
    tell({
      type: 'truth',
      sensors: radio.sensors.map(({ feed, air }, index) => ({
        id: feed.sensor.id,
        delivered: air.delivered.runs.flatMap((run) => air.delivered.of(run).ranges),
        withheld: air.withheld.size,
        stalls: air.stalls,
        disconnects: air.disconnects,
        rateErrorPpm: deviceClock(index).rateErrorPpm ?? 0,
      })),
      cuts: storm.cuts,
      cpuS: cpuSeconds(),
    });
  }
});
process.on('disconnect', () => process.exit());

radio.start();
await server.start();
tell({ type: 'ready' });

function later(rates: IntervalRates): IntervalRates {
  return { ...rates, fromS: unrestFromS };
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
