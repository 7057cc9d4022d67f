import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as CueToneModule from '../../dashboards/live/src/audio/cueTone.ts';
import { toneOf } from '../../dashboards/live/src/audio/cueTone.ts';
import { listenForOnsets, onsets } from './cueOnset.ts';
import { FixtureHub } from './fixtureHub.ts';
import { builtPage, eventually, launchBrowser } from './page.ts';
import { SquatFeed } from './squatFeed.ts';

/** Low, and so few samples to carry out of the browser; the tone lies far below its half. */
const SAMPLE_RATE = 16_000;
const ONSET_S = 0.1;
/** From the message of a cue to its tone, as the design bounds it. */
const ONSET_MS = 50;
const CUES = 5;

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const entry = join(process.cwd(), 'dashboards/live/src/audio/cueTone.ts');
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry, formats: ['iife'], name: 'cueTone', fileName: 'cueTone' },
    },
  });
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.addScriptTag({ content: codeOf(built) });
});

afterAll(() => browser.close());

function codeOf(built: Awaited<ReturnType<typeof build>>): string {
  if (!Array.isArray(built)) throw new Error('vite gave no output for the library build');
  const [chunk] = built[0]!.output;
  return chunk.code;
}

/** Both channels of the tone as Chromium's own audio engine renders it. */
async function render(tone: ReturnType<typeof toneOf>): Promise<[number[], number[]]> {
  const rendered = await page.evaluate(
    async ({ tone, onsetS, sampleRate }) => {
      const { renderTone }: typeof CueToneModule = Reflect.get(window, 'cueTone');
      const context = new OfflineAudioContext(2, sampleRate / 2, sampleRate);
      renderTone(context, tone, onsetS);
      const buffer = await context.startRendering();
      return [0, 1].map((channel) => [...buffer.getChannelData(channel)]);
    },
    { tone, onsetS: ONSET_S, sampleRate: SAMPLE_RATE },
  );
  return [rendered[0]!, rendered[1]!];
}

describe('the cue tone in a browser', () => {
  it('starts on time, has its pitch and ends silent', async () => {
    const tone = toneOf({ side: 'both', intensity: 0.5 });
    const [left, right] = await render(tone);
    const onset = left.findIndex((sample) => Math.abs(sample) > 1e-4) / SAMPLE_RATE;
    expect(onset).toBeGreaterThanOrEqual(ONSET_S);
    expect(onset).toBeLessThan(ONSET_S + 0.003);
    const end = Math.ceil((ONSET_S + tone.durationS) * SAMPLE_RATE) + 1;
    expect(left.slice(end).every((sample) => sample === 0)).toBe(true);
    expect(risingCrossings(left) / tone.durationS).toBeCloseTo(tone.frequencyHz, -1.2);
    expect(left).toEqual(right);
  });

  it('renders the same samples each time', async () => {
    const tone = toneOf({ side: 'left', intensity: 1 });
    expect(await render(tone)).toEqual(await render(tone));
  });

  it('is louder in the ear of the leg that is meant', async () => {
    const [left, right] = await render(toneOf({ side: 'left', intensity: 0 }));
    expect(peak(left)).toBeGreaterThan(2 * peak(right));
    expect(peak(left)).toBeLessThanOrEqual(1);
  });
});

describe('a cue that reaches the page', () => {
  it('is on the audio clock in time, and silent until a person turns sound on', async () => {
    const feed = new SquatFeed({ mode: 'live', simulated: true, startUs: Date.now() * 1000 });
    // Knees that go out are cued by nothing but this test.
    feed.out = true;
    const hub = new FixtureHub(builtPage(), feed);
    await hub.start();
    const live = await browser.newPage();
    await listenForOnsets(live);
    await live.goto(`${hub.url}#live`);
    await live.locator('.data-light[data-level="fresh"]').waitFor();
    let number = 700;
    const cue = async () => {
      const timeUs = Date.now() * 1000;
      const told = { measure: 'kneeMedialDeviationM', value: 5, threshold: 4 } as const;
      const words = `Cue ${++number}`;
      feed.emit({
        type: 'cueOn',
        timeUs,
        decidedUs: timeUs,
        cue: { number, side: 'left', ...told, intensity: 0.5, words },
      });
      await live.locator('.message-strip').getByText(words).waitFor();
    };
    await cue();
    expect(await onsets(live)).toEqual([]);

    await live.locator('.cue-button').click();
    await live.getByRole('checkbox', { name: 'Sound' }).click();
    await live.keyboard.press('Escape');
    await live.locator('.cue-button[aria-label*="sound"]').waitFor();
    for (let i = 0; i < CUES; i++) await cue();
    const heard = await eventually(
      () => onsets(live),
      ({ length }) => length === CUES,
    );
    const delaysMs = heard.map(({ scheduledMs }) => scheduledMs).sort((a, b) => a - b);
    expect(delaysMs[Math.floor(CUES / 2)]).toBeLessThan(ONSET_MS);
    await live.close();
    await hub.stop();
  });
});

function peak(samples: readonly number[]): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}

function risingCrossings(samples: readonly number[]): number {
  return samples.filter((sample, i) => i > 0 && samples[i - 1]! <= 0 && sample > 0).length;
}
