import assert from 'node:assert/strict';
import { type IncomingHttpHeaders, request } from 'node:http';
import fc from 'fast-check';
import { ROUTES } from '../../src/hub/access/routeRoles.ts';
import { SESSION } from '../recording/session.ts';
import { FuzzedHub } from './fuzzedHub.ts';
import { nearlyValid } from './nearlyValid.ts';
import { SETTINGS } from './settings.ts';
import { surface } from './surface.ts';

const BODIES: readonly unknown[] = [
  {},
  ...SETTINGS.map((settings) => ({ settings, revision: 0, by: 'coach' })),
  { subject: 'P-1', protocol: 'squat', height: 1.8, task: 'bilateralSquat' },
  { label: 'heels up' },
  { action: 'start', name: 'first' },
  { tags: ['left'], notes: 'said later', by: 'coach' },
  { step: 'RNT1', painBefore: 0, lastTime: { settledIn60Min: true } },
  { override: { action: 'resume', reason: 'seen' } },
  { days: 30, revision: 0 },
  { token: 'x'.repeat(43) },
  { pelvis: 'level', trunk: 'upright' },
];

const part = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(SESSION.id, 'P-7F3K', '1', 'nosuch') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '..%2f..%2fetc%2fpasswd',
      '%2e%2e',
      '%00',
      '%',
      '%ff',
      'a%0d%0ab',
      '-1',
      '1e9',
      '__proto__',
      'constructor',
      'x'.repeat(500),
      '\\..\\x',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }).map(encodeURIComponent) },
);

const query = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  {
    weight: 3,
    arbitrary: fc
      .array(
        fc.tuple(
          fc.constantFrom('subject', 'tag', 'since', 'sort', 'token', 'by', 'lang', 'metric', 'x'),
          part,
        ),
        { maxLength: 3 },
      )
      .map((pairs) => `?${pairs.map((pair) => pair.join('=')).join('&')}`),
  },
);

const asked = fc.record({
  route: fc.constantFrom(...ROUTES),
  /** In the places of its parameters. */
  parts: fc.array(part, { minLength: 2, maxLength: 2 }),
  query,
  body: nearlyValid(BODIES),
  /** Of the body that many bytes are sent. */
  cut: fc.option(fc.nat(40)),
  contentType: fc.constantFrom(
    'application/json',
    'application/json',
    'application/json',
    'application/json; charset=utf-16',
    'text/plain',
    'multipart/form-data',
    '',
  ),
  header: fc.constantFrom(
    {},
    {},
    {},
    { 'content-encoding': 'gzip' },
    { range: 'bytes=-1,5-2,99999999999999999999-' },
    { 'if-none-match': '*' },
    { accept: 'nothing/at-all', 'accept-encoding': 'br;q=9' },
    { cookie: '=;;a==%00;plumbline-1=x' },
    { authorization: 'Bearer' },
    { 'x-forwarded-for': '1.2.3.4' },
  ),
});
type Asked = typeof asked extends fc.Arbitrary<infer A> ? A : never;

/** Every route, several at once, with what nearly fits. */
export const requests = surface({
  name: 'requests',
  runs: 80,
  cases: fc.array(asked, { minLength: 1, maxLength: 3 }),
  open: async () => {
    const hub = await FuzzedHub.start();
    return {
      check: async (all) => {
        await Promise.all(all.map((each) => checkAnswer(hub, each)));
        await hub.servesOthers();
      },
      close: () => hub.stop(),
    };
  },
});

async function checkAnswer(hub: FuzzedHub, asked: Asked): Promise<void> {
  const { status, headers, text } = await ask(hub.hub.url, asked);
  const shown = `${asked.route} answers ${status}: ${text.slice(0, 300)}`;
  assert.ok(status < 500, shown);
  hub.discreet(text);
  if (status < 400) return;
  if (!(headers['content-type'] ?? '').startsWith('application/json')) return;
  const { error } = JSON.parse(text);
  assert.ok(typeof error === 'string' && error.length > 0, shown);
  assert.ok(error.length < 4000, shown);
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** `fetch` would put paths and headers right. */
function ask(url: string, { route, parts, query, body, ...asked }: Asked): Promise<Answer> {
  const [method = '', pattern = ''] = route.split(' ');
  let n = 0;
  const path = pattern.replace(/:\w+|\*/g, () => parts[n++ % parts.length]) + query;
  const bytes = Buffer.from(JSON.stringify(body) ?? '').subarray(0, asked.cut ?? undefined);
  const hasBody = method !== 'GET';
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method,
        path,
        agent: false,
        headers: {
          ...asked.header,
          ...(hasBody && { 'content-type': asked.contentType, 'content-length': bytes.length }),
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (data: string) => {
          text += data;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(hasBody ? bytes : undefined);
  });
}
