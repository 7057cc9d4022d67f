import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LEG_MEASURES, QUANTITY_GROUPS } from '../../../src/model/bodyFrame.ts';
import type { PipelineEvent } from '../../../src/model/events.ts';
import type { TimedSamples } from '../../../src/model/sensor.ts';
import { openRecording } from '../../../src/recording/reader.ts';
import { Folds, type Value } from './folds.ts';

/**
 * What docs/influxdb.md says a database has of `body`, `samples`, `rep` and `cue`, reckoned from the
 * recordings of a folder and from nothing that uploads.
 */
export async function recordedFolds(folder: string): Promise<Folds> {
  const folds = new Folds();
  const names = (await readdir(folder)).filter((name) => name.endsWith('.mcap')).sort();
  for (const name of names) {
    const recording = await openRecording(join(folder, name));
    try {
      const { id } = recording.metadata;
      for await (const batch of recording.batches(['frame', 'event', 'samples'])) {
        for (const item of batch) {
          if (item.kind === 'samples') addSamples(folds, id, item.samples);
          else if (item.kind === 'event') addEvent(folds, id, item.event);
          else {
            const { timeUs, arrivalUs, legs } = item.frame;
            for (const { side, measures, quality } of legs) {
              const key = `body ${id} ${side}`;
              for (const { key: measure, column } of LEG_MEASURES) {
                addNumber(folds, `${key} ${column}`, timeUs, measures[measure]);
              }
              for (const group of QUANTITY_GROUPS) {
                folds.add(`${key} ${group}_quality`, timeUs, quality[group]);
              }
              folds.add(`${key} latency_us`, timeUs, arrivalUs - timeUs);
            }
          }
        }
      }
    } finally {
      await recording.close();
    }
  }
  return folds;
}

const AXES = ['x', 'y', 'z'] as const;

function addSamples(folds: Folds, id: string, samples: TimedSamples): void {
  const { sensorId, count, firstIndex, timeUs, acceleration, angularRate } = samples;
  const key = `samples ${id} ${sensorId}`;
  for (let i = 0; i < count; i++) {
    AXES.forEach((axis, a) => {
      folds.add(`${key} acceleration_${axis}_mps2`, timeUs[i], acceleration[3 * i + a]);
      folds.add(`${key} angular_rate_${axis}_radps`, timeUs[i], angularRate[3 * i + a]);
    });
    folds.add(`${key} sample_index`, timeUs[i], firstIndex + i);
  }
}

function addEvent(folds: Folds, id: string, event: PipelineEvent): void {
  if (event.type === 'rep') {
    const { number, endUs, startUs, counted, legs } = event.rep;
    for (const { side, peakFlexionDeg, headlinePeak, band } of legs) {
      const key = `rep ${id} ${side}`;
      const fields = {
        number,
        duration_us: endUs - startUs,
        counted,
        peak_flexion_deg: peakFlexionDeg,
        headline_peak: headlinePeak,
        band,
      };
      addFields(folds, key, endUs, fields);
    }
  }
  if (event.type === 'cueOn') {
    const { number, side, value, threshold, words } = event.cue;
    addFields(folds, `cue ${id} ${side}`, event.timeUs, { number, value, threshold, words });
  }
}

function addFields(
  folds: Folds,
  key: string,
  timeUs: number,
  fields: Readonly<Record<string, Value | null>>,
): void {
  for (const [name, value] of Object.entries(fields)) {
    if (value !== null) folds.add(`${key} ${name}`, timeUs, value);
  }
}

function addNumber(folds: Folds, key: string, timeUs: number, value: number): void {
  if (!Number.isNaN(value)) folds.add(key, timeUs, value);
}
