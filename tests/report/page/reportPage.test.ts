import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { BANDS_CAPTION, DISCLAIMER } from '../../../src/model/disclaimer.ts';
import type { PipelineEvent } from '../../../src/model/events.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { openRecording } from '../../../src/recording/reader.ts';
import { emptySidecar } from '../../../src/recording/sidecar/sidecar.ts';
import { gatherReport } from '../../../src/report/gather/gatherReport.ts';
import { reportPage } from '../../../src/report/page/reportPage.ts';
import type { Report } from '../../../src/report/report.ts';
import { repLeg, repOf } from '../../movement/reps.ts';
import { SENSORS, STARTED_US, sessionSteps } from '../../recording/session.ts';
import { eventStep, inputStep, reportOn } from '../recorded.ts';
import { faultOf } from './wellFormed.ts';

const SAMPLE = fileURLToPath(new URL('../../../recordings/samples/squats.mcap', import.meta.url));

const HOSTILE = `"><script>alert('x')</script><img src=x onerror="alert(1)">&lt;</style>\u202e]]>`;

/** Nothing that runs, nothing that loads. */
function expectSelfContained(page: string): void {
  const tags = page.replace(/<style>[\s\S]*?<\/style>/, '').match(/<[^>]*>/g) ?? [];
  const markup = tags.join('');
  expect(markup).not.toMatch(/<(?:script|iframe|object|embed|link|img|base|form|a)\b/i);
  expect(markup).not.toMatch(/\s(?:on\w+|src|href|xlink:href|style|srcset|action)=/i);
  expect(page).not.toMatch(/https?:|@import|javascript:/i);
  // Only the hatchings of the page itself.
  for (const [, target] of page.matchAll(/url\(([^)]*)\)/g)) expect(target).toMatch(/^#\w+$/);
}

function textOf(page: string): string {
  return page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('the page of the sample', () => {
  let report: Report;
  let page: string;
  beforeAll(async () => {
    const recording = await openRecording(SAMPLE);
    report = await gatherReport(recording);
    await recording.close();
    page = reportPage(report);
  });

  it('is well-formed and needs nothing else', () => {
    expect(faultOf(page)).toBeNull();
    expectSelfContained(page);
  });

  it('allows its own style sheet and nothing else', () => {
    const sheet = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(sheet).digest('base64');
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`.replaceAll(
        "'",
        '&#39;',
      ),
    );
  });

  it('is the same bytes each time', () => {
    expect(reportPage(report)).toBe(page);
  });

  it('says what it must: simulated, caption, disclaimer', () => {
    const text = textOf(page);
    expect(text).toContain('Simulated data.');
    expect(text).toContain(BANDS_CAPTION);
    expect(text).toContain(DISCLAIMER);
  });

  it('tells each band by shape and word beside its colour', () => {
    const bands = report.sets[0].reps.flatMap(({ legs }) => legs.map(({ band }) => band));
    const told = [
      ...page.matchAll(
        /<td class="words"><span class="band band-\d"><svg[^>]*><path[^>]*\/><\/svg>([a-z ]+)<\/span>/g,
      ),
    ];
    expect(told.map(([, word]) => word)).toEqual(bands);
    const shapes = new Set(
      [...page.matchAll(/class="shape fill-\d".*?d="([^"]+)"/g)].map(([, d]) => d),
    );
    expect(shapes.size).toBe(new Set(bands).size);
  });

  it('has a row for every leg of every rep', () => {
    const body = /<table class="reps each">([\s\S]*?)<\/table>/.exec(page)?.[1] ?? '';
    expect(body.match(/<tbody class="counted">/g)).toHaveLength(6);
    expect(body.match(/<td class="words">(?:Right|Left)<\/td>/g)).toHaveLength(12);
  });
});

describe('text of a person', () => {
  it('is shown and never obeyed', async () => {
    const cue = {
      number: 1,
      side: 'right',
      measure: 'kneeMedialDeviationM',
      value: 5,
      threshold: 4,
      intensity: 0.5,
      words: HOSTILE,
    } as const;
    const hostile: PipelineEvent[] = [
      { type: 'fault', timeUs: STARTED_US, sensorId: SENSORS[0].id, sentence: HOSTILE },
      { type: 'cueSuppressed', timeUs: STARTED_US, side: 'right', reason: HOSTILE },
      { type: 'cueOn', timeUs: STARTED_US, decidedUs: STARTED_US, cue },
      {
        type: 'repRejected',
        timeUs: STARTED_US,
        rejection: { startUs: STARTED_US, endUs: STARTED_US, peakFlexionDeg: 3, reason: HOSTILE },
      },
      { type: 'rep', timeUs: STARTED_US, rep: repOf(1) },
    ];
    const sensor = { ...SENSORS[0], firmware: HOSTILE };
    const report = await reportOn(
      {
        subject: HOSTILE,
        notes: HOSTILE,
        protocol: HOSTILE,
        software: HOSTILE,
        parent: HOSTILE,
        settings: { ...DEFAULT_SETTINGS, cue: { ...DEFAULT_SETTINGS.cue, words: HOSTILE } },
      },
      [
        inputStep({ type: 'sensorLinked', timeUs: STARTED_US, sensor }),
        inputStep({ type: 'marker', timeUs: STARTED_US, label: HOSTILE }),
        ...sessionSteps(1),
        eventStep(...hostile),
      ],
      {
        said: {
          ...emptySidecar('squats'),
          facts: { footwear: HOSTILE },
          tags: [HOSTILE],
          annotations: [{ id: 1, timeUs: STARTED_US, text: HOSTILE, by: HOSTILE }],
        },
      },
    );
    const page = reportPage(report);
    expect(faultOf(page)).toBeNull();
    expectSelfContained(page);
    // Notes, protocol, subject, software, parent, marker, fault, reason of a cue and of a rejection, firmware, cue;
    // footwear, tag, note and who said it.
    expect(page.split('&quot;&gt;&lt;script&gt;alert(').length - 1).toBeGreaterThanOrEqual(15);
    expect(page).not.toContain('\u202e');
  });
});

describe('what was said since', () => {
  const said = {
    ...emptySidecar('squats'),
    facts: { subject: 'P-RIGHT', notes: 'as corrected', loadKg: 20, painAfter: 2, consent: true },
    tags: ['baseline', 'morning'],
    annotations: [
      { id: 1, timeUs: STARTED_US + 5e6, text: 'looked away', by: 'AB' },
      { id: 2, timeUs: STARTED_US + 6e6, untilUs: STARTED_US + 8e6, text: 'talked', by: 'AB' },
    ],
  };

  it('stands in the head and among the notes, each at its instant', async () => {
    const report = await reportOn({ notes: 'mistyped' }, sessionSteps(1), { said });
    const page = reportPage(report);
    expect(faultOf(page)).toBeNull();
    const text = textOf(page);
    expect(text).toContain('Participant P-RIGHT');
    expect(text).toContain(
      'Load 20 kg Pain after 2 of 10 Agreed to be recorded Yes Tags baseline, morning',
    );
    const notes = /Notes, markers and faults (.*) How this was made/.exec(text)?.[1];
    expect(notes?.replaceAll(/ +/g, ' ').trim()).toBe(
      'as corrected Notes at an instant 0:05.0 looked away AB 0:06.0 to 0:08.0: talked AB',
    );
    expect(text).not.toContain('mistyped');
  });
});

describe('a deep squat', () => {
  it('tells the projection angle at 60° where its bottom cannot', async () => {
    const legs = [repLeg('right', { fppaAt60Deg: 8.14 }), repLeg('left')];
    const report = await reportOn({}, [
      ...sessionSteps(0.1),
      eventStep({ type: 'rep', timeUs: STARTED_US, rep: repOf(1, { legs }) }),
    ]);
    expect(reportPage(report)).toContain('<td class="pm">8.1 <small>at 60°</small></td>');
  });
});

describe('any text', () => {
  it('leaves the page well-formed, wherever it stands', async () => {
    const report = await reportOn({}, sessionSteps(0.1));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const session = { ...report.session, subject: text, notes: text, protocol: text, id: text };
        const markers = [{ atS: 1, text }];
        const rejected = [
          { what: text, side: null, startS: 1, endS: 2, peakFlexionDeg: null, reason: text },
        ];
        const page = reportPage({ ...report, session, markers, rejected });
        expect(faultOf(page)).toBeNull();
        expectSelfContained(page);
      }),
      { numRuns: 25, examples: [['__proto__'], ['valueOf'], [HOSTILE]] },
    );
  });
});

describe('what is missing', () => {
  it('is said: never calibrated, no reps, no sensors', async () => {
    const frames = [...sessionSteps(1)].filter((step) => step.kind === 'output');
    const page = reportPage(await reportOn({ simulated: false, notes: '' }, frames));
    const text = textOf(page);
    expect(faultOf(page)).toBeNull();
    expect(text).toContain('Never calibrated');
    expect(text).toContain('No repetition, landing, stride or hold was told');
    expect(text).toContain('No sensor was linked.');
    expect(text).not.toContain('Simulated');
    expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  it('leaves no trace of a number that is none', async () => {
    const page = reportPage(await reportOn({}, sessionSteps(7)));
    expect(textOf(page)).not.toMatch(/NaN|undefined|Infinity|\[object/);
    expect(page).not.toMatch(/="[^"]*(?:NaN|undefined|Infinity)/);
  });
});
