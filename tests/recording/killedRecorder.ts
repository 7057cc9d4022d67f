/**
 * A process to be killed: records 960 messages per second until then, and prints the log time
 * of each instant whose messages it has handed to its writer.
 */
import { sensorId } from '../../src/model/sensor.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { SESSION, type Step, sessionSteps } from './session.ts';

const SENSOR_COUNT = 7;
const RATE_HZ = 120;

const nowUs = () => Math.floor((performance.timeOrigin + performance.now()) * 1000);
const [frame] = [...sessionSteps(0.1)].flatMap((step: Step) =>
  step.kind === 'output' ? step.output.frames : [],
);
const bytes = new Uint8Array(26).map((_, i) => 7 * i);

const startedUs = nowUs();
const writer = await RecordingWriter.create(process.argv[2], { ...SESSION, startedUs });
let ticks = 0;
setInterval(() => {
  const due = Math.floor(((nowUs() - startedUs) / 1e6) * RATE_HZ);
  for (; ticks < due; ticks++) {
    const arrivalUs = nowUs();
    for (let i = 0; i < SENSOR_COUNT; i++) {
      const packet = { sensorId: sensorId(`PL-${i}`), arrivalUs, bytes };
      writer.writeInput({ type: 'packet', packet });
    }
    const frames = [{ ...frame, timeUs: arrivalUs - 30_000, arrivalUs }];
    writer.writeOutput({ samples: [], frames, events: [] });
    process.stdout.write(`${arrivalUs}\n`);
  }
}, 4);
