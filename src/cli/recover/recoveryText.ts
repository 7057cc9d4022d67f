import { basename } from 'node:path';
import type { Loss, SensorLoss } from '../../recording/losses.ts';
import { RECORDING_SUFFIX } from '../../recording/naming.ts';
import type { RecoveryReport } from '../../recording/recover.ts';
import { DEFAULT_WRITER_OPTIONS } from '../../recording/writer.ts';
import { plainText } from '../info/plainText.ts';

/** More stretches of one sensor in one place say nothing to a reader. */
const MOST_STRETCHES = 5;

/** What was found, kept and lost of one recording: its headline, then a line for each finding. */
export function recoveryText(report: RecoveryReport, { check }: { check: boolean }): string[] {
  const { path, recovered, durationS, messages, losses, tornBytes, tornPath } = report;
  const id = plainText(basename(path, RECORDING_SUFFIX));
  const holds = `${durationS.toFixed(1)} s, ${messages} messages`;
  if (!recovered) {
    const state = losses.length === 0 ? 'whole' : 'closed, but part of it cannot be read';
    return [`${id}: ${state}: ${holds}`, ...losses.flatMap(lossLines)];
  }
  const headline = check ? `${id}: not closed, can be recovered` : `recovered ${id}`;
  const lines = [`${headline}: ${holds}`, ...losses.flatMap(lossLines)];
  if (tornBytes > 0) {
    const where = tornPath === null ? 'would be kept' : 'are kept';
    lines.push(
      `  its torn last ${tornBytes} bytes ${where} in ${basename(tornPath ?? `${path}.torn`)}`,
    );
  }
  const flushS = (DEFAULT_WRITER_OPTIONS.flushMs / 1000).toFixed(1);
  lines.push(`  what its recorder had not yet written, up to ${flushS} s as a rule, is in no file`);
  return lines;
}

/** The same in one sentence, for whoever opens the dashboard next. */
export function recoveryNotice({ path, durationS, losses }: RecoveryReport): string {
  const id = plainText(basename(path, RECORDING_SUFFIX));
  const lost = losses.filter(({ messages }) => messages !== 0);
  const rest = lost.length === 0 ? '' : `, except for ${lost.length} damaged place(s)`;
  return `Recording ${id} was not closed by the hub before; ${durationS.toFixed(1)} s of it are kept${rest}`;
}

function lossLines(loss: Loss): string[] {
  const { kind, offset, bytes, messages } = loss;
  const what = {
    chunk: 'a chunk that cannot be read',
    bytes: 'bytes that are no record',
    end: 'a torn end',
  }[kind];
  const lost =
    messages === 0 ? 'no message is lost' : `${messages ?? 'an unknown number of'} messages lost`;
  return [
    `  at byte ${offset}, ${bytes} bytes: ${what}; ${lost}${messages === 0 ? '' : spanWords(loss)}`,
    ...loss.sensors.map((sensor) => `    ${sensorWords(sensor)}`),
  ];
}

function spanWords({ fromUs, toUs }: Loss): string {
  if (fromUs === null && toUs === null) return '';
  if (fromUs === null) return `, up to ${instant(toUs)}`;
  if (toUs === null) return `, from ${instant(fromUs)} on`;
  const seconds = ((toUs - fromUs) / 1e6).toFixed(2);
  return `, within the ${seconds} s from ${instant(fromUs)} on`;
}

function sensorWords(loss: SensorLoss): string {
  const { sensorId, samples, estimated, stretches, packets } = loss;
  const id = plainText(sensorId);
  if (samples === null) {
    return packets === null ? `${id}: not known` : `${id}: ${packets} packets`;
  }
  if (estimated) return `${id}: about ${samples} samples`;
  if (samples === 0) return `${id}: no sample that is not there`;
  const named = stretches
    .slice(0, MOST_STRETCHES)
    .map(({ firstIndex, count }) =>
      count === 1 ? `${firstIndex}` : `${firstIndex} to ${firstIndex + count - 1}`,
    );
  const more = stretches.length > MOST_STRETCHES ? ', …' : '';
  return `${id}: ${samples} samples, number ${named.join(', ')}${more}`;
}

function instant(timeUs: number | null): string {
  return timeUs === null ? '' : new Date(timeUs / 1000).toISOString();
}
