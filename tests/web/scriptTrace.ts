import type { Browser } from 'playwright-core';
import { z } from 'zod';

/** One entry of Chromium's trace; times in microseconds. */
const entrySchema = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number(),
  dur: z.number().optional(),
});

/** What Chromium calls the times in which script of a page runs. */
const SCRIPT = new Set(['FunctionCall', 'EvaluateScript', 'RunMicrotasks', 'TimerFire']);
const FRAME = 'FireAnimationFrame';

/**
 * Script of each animation frame over `seconds`, as Chromium itself accounts it, ms: every call
 * into JavaScript, timers and microtasks of the thread that draws the most frames.
 */
export async function traceScript(browser: Browser, seconds: number): Promise<number[]> {
  const session = await browser.newBrowserCDPSession();
  const entries: z.infer<typeof entrySchema>[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const entry of value) {
      const parsed = entrySchema.safeParse(entry);
      if (parsed.success) entries.push(parsed.data);
    }
  });
  await session.send('Tracing.start', {
    traceConfig: { includedCategories: ['devtools.timeline', 'v8'] },
    transferMode: 'ReportEvents',
  });
  await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return scriptPerFrameMs(entries);
}

type Entry = z.infer<typeof entrySchema>;

function scriptPerFrameMs(entries: readonly Entry[]): number[] {
  const threads = new Map<string, Entry[]>();
  for (const entry of entries) {
    const id = `${entry.pid} ${entry.tid}`;
    const own = threads.get(id);
    if (own) own.push(entry);
    else threads.set(id, [entry]);
  }
  const perThread = [...threads.values()].map((own) => {
    const frames = own.filter(({ name }) => name === FRAME).map(({ ts }) => ts);
    return { own, frames: frames.sort((a, b) => a - b) };
  });
  const main = perThread.sort((a, b) => b.frames.length - a.frames.length)[0];
  if (!main) return [];
  const script = outermost(main.own.filter(({ name }) => SCRIPT.has(name) || name === FRAME));
  return main.frames.slice(1).map((endUs, i) => {
    const beganUs = main.frames[i] ?? endUs;
    const inFrame = script.filter(({ ts }) => ts >= beganUs && ts < endUs);
    return inFrame.reduce((sum, { dur = 0 }) => sum + dur, 0) / 1000;
  });
}

/** Those that stand in no other, so that nothing is counted twice. */
function outermost(entries: readonly Entry[]): Entry[] {
  let untilUs = Number.NEGATIVE_INFINITY;
  return [...entries]
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
    .filter(({ ts, dur = 0 }) => {
      if (ts < untilUs) return false;
      untilUs = ts + dur;
      return true;
    });
}
