import { describe, expect, it } from 'vitest';
import { infoText } from '../../src/cli/info/infoText.ts';
import type { PipelineEvent, PipelineInput } from '../../src/model/events.ts';
import { RecordingTail } from '../../src/recording/tail.ts';
import { summarize } from '../../src/reprocess/summary/summarize.ts';
import { verify } from '../../src/reprocess/verify.ts';
import { opened } from './opened.ts';
import { record } from './record.ts';
import { STARTED_US, type Step, sessionSteps } from './session.ts';

const LATER_US = STARTED_US + 2e6;
/** As a later version might write it: the writer takes whatever JSON holds. */
const LATER_EVENT = { type: 'strapTapped', timeUs: LATER_US, taps: 2 } as unknown as PipelineEvent;
const LATER_INPUT = { type: 'weather', timeUs: LATER_US, rain: true } as unknown as PipelineInput;

function* withLater(): Generator<Step> {
  yield* sessionSteps(2);
  yield { kind: 'input', input: LATER_INPUT };
  for (let i = 0; i < 2; i++) {
    yield { kind: 'output', output: { samples: [], frames: [], events: [LATER_EVENT] } };
  }
}

describe('a recording with messages of a later version', () => {
  it('gives all that is known, and counts the others as unknown and not as damage', async () => {
    const known = await summarize(await opened(await record(sessionSteps(2))));
    const recording = await opened(await record(withLater()));
    const summary = await summarize(recording);
    expect(summary.damagedChunks).toBe(0);
    expect(summary.unknownMessages).toEqual({ weather: 1, strapTapped: 2 });
    expect(summary.sets).toEqual(known.sets);
    expect(summary.quality).toEqual(known.quality);
    await summarize(recording);
    expect(recording.unknownMessages).toEqual({ weather: 1, strapTapped: 2 });
  });

  it('is told of by info, where there are some', async () => {
    const summary = await summarize(await opened(await record(withLater())));
    expect(infoText('a.mcap', summary)).toMatch(
      /\nunknown +3 messages of types that this version does not know \(weather 1, strapTapped 2\)/,
    );
    expect(infoText('a.mcap', { ...summary, unknownMessages: {} })).not.toContain('unknown');
  });

  it('is not verified as equal, and what is unknown is named', async () => {
    const { difference } = await verify(await opened(await record(withLater())));
    expect(difference).toBe(
      '3 messages of types that this version does not know (weather 1, strapTapped 2) cannot be compared: verify it with the version that wrote it',
    );
  });

  it('is followed without a damaged chunk', async () => {
    const tail = await RecordingTail.open(await record(withLater()));
    const events: PipelineEvent[] = [];
    for (let batch = await tail.next(['event']); batch; batch = await tail.next(['event'])) {
      events.push(...batch.map(({ event }) => event));
    }
    await tail.close();
    expect(tail.damagedChunks).toBe(0);
    expect(tail.unknownMessages).toEqual({ strapTapped: 2 });
    expect(events.length).toBeGreaterThan(0);
    expect(events).not.toContainEqual(LATER_EVENT);
  });
});
