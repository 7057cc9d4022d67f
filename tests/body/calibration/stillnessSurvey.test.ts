import { describe, expect, it } from 'vitest';
import { StillnessSurvey } from '../../../src/body/calibration/stillnessSurvey.ts';
import { sensorId, type TimedSamples } from '../../../src/model/sensor.ts';

const RATE_HZ = 100;

/** Samples of a sensor that shakes by `radps(t)` from sample to sample. */
function samples(
  id: string,
  fromS: number,
  toS: number,
  radps: (t: number) => number,
): TimedSamples {
  const count = Math.round((toS - fromS) * RATE_HZ);
  const timeS = Array.from({ length: count }, (_, i) => fromS + i / RATE_HZ);
  return {
    sensorId: sensorId(id),
    firstIndex: 0,
    count,
    deviceTimeUs: 0,
    timeUs: Float64Array.from(timeS, (t) => Math.round(t * 1e6)),
    acceleration: Float64Array.from(timeS.flatMap(() => [0, 9.81, 0])),
    angularRate: Float64Array.from(timeS.flatMap((t, i) => [i % 2 ? radps(t) : -radps(t), 0, 0])),
    clipped: false,
  };
}

/** Still from 10 to 16 s and, in one sensor alone, stiller from 2 to 6 s. */
function survey(): StillnessSurvey {
  const stillness = new StillnessSurvey();
  stillness.add(samples('thigh', 0, 30, (t) => (t >= 10 && t < 16 ? 0.01 : 0.5)));
  const shank = (t: number): number => (t >= 2 && t < 6 ? 0.001 : t >= 10 && t < 16 ? 0.01 : 0.4);
  stillness.add(samples('shank', 0, 20, shank));
  return stillness;
}

const BOTH = [sensorId('thigh'), sensorId('shank')];

describe('the stillest stretch of a recording', () => {
  it('is the one in which every sensor was still, as long as it lasted', () => {
    expect(survey().stillest(BOTH)).toEqual({ fromUs: 10e6, toUs: 16e6 });
  });

  it('is at most eight seconds', () => {
    const stillness = new StillnessSurvey();
    stillness.add(samples('thigh', 0, 60, () => 0.01));
    expect(stillness.stillest([BOTH[0]])).toEqual({ fromUs: 0, toUs: 8e6 });
  });

  it('is looked for only within a window, where one is named', () => {
    const found = survey().stillest(BOTH, { fromUs: 0, toUs: 11.9e6 });
    expect(found?.toUs).toBeLessThanOrEqual(11.9e6);
  });

  it('is that of the sensors asked for, whatever another one did', () => {
    expect(survey().stillest([BOTH[1]])).toEqual({ fromUs: 2e6, toUs: 6e6 });
  });

  it('is none where the sensors never delivered together', () => {
    const stillness = new StillnessSurvey();
    stillness.add(samples('thigh', 0, 10, () => 0.01));
    stillness.add(samples('shank', 10, 20, () => 0.01));
    expect(stillness.stillest(BOTH)).toBeNull();
    expect(new StillnessSurvey().stillest(BOTH)).toBeNull();
  });
});
