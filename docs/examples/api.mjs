// Asks a running hub how it is, shows the knee angles once a second and writes each repetition into
// reps.csv; then fetches the report of the newest recording into report.json.
//
//     node api.mjs [address of the hub] [repetitions to wait for]
//
// Needs Node 20 and the package ws. A hub that was started with --lan wants a token, which it takes
// from PLUMBLINE_TOKEN.
import { appendFileSync, writeFileSync } from 'node:fs';
import WebSocket from 'ws';

const [hub = 'http://127.0.0.1:8040', wanted = '3'] = process.argv.slice(2);
const token = process.env.PLUMBLINE_TOKEN;
const headers = token ? { authorization: `Bearer ${token}` } : {};

try {
  const { status, software } = await ask('health');
  console.log(`${status}: ${software}`);
  await watch(Number(wanted));
  await fetchReport();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** Resolves once so many repetitions are written down. */
function watch(repetitions) {
  const address = `${hub.replace(/^http/, 'ws')}/api/v1/stream`;
  const socket = new WebSocket(address, 'plumbline.v1', { headers });
  let layout;
  let headline;
  let sequence = 0;
  let toldMs = Number.NEGATIVE_INFINITY;
  let written = 0;
  writeFileSync('reps.csv', 'ended,number,side,flexion_deg,headline,unit,band,quality,counted\n');

  // Who does not say four times a second how far it has read is skipped.
  const acknowledging = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return;
    socket.send(JSON.stringify({ type: 'ack', sequence }));
  }, 200);

  return new Promise((resolve, reject) => {
    socket.on('message', (data, isBinary) => {
      if (isBinary) {
        const frame = newestOf(data, layout);
        sequence = frame.sequence;
        if (performance.now() - toldMs < 1000) return;
        toldMs = performance.now();
        console.log(`${instant(frame.timeUs)} ${knee(frame, 'right')}, ${knee(frame, 'left')}`);
        return;
      }
      const message = JSON.parse(data.toString());
      // Types that are not known here are passed over: later hubs may have more.
      if (message.type === 'hello' || message.type === 'layout') layout = message.layout;
      if (message.type === 'hello') {
        headline = message.headline;
        console.log(`${message.mode} ${message.session}${message.simulated ? ', simulated' : ''}`);
        console.log(message.disclaimer);
      }
      if (message.type === 'error') console.error(message.message);
      if (message.type !== 'event' || message.event.type !== 'rep') return;
      appendFileSync('reps.csv', rowsOf(message.event.rep, headline));
      written += 1;
      if (written < repetitions) return;
      resolve();
      socket.close();
    });
    socket.on('error', reject);
    socket.on('close', (code, reason) => {
      clearInterval(acknowledging);
      reject(new Error(`The hub closed the stream: ${code} ${reason}`));
    });
  });
}

/** The last frame of a batch: its channels by name, each with the bits of its quality. */
function newestOf(data, layout) {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const count = view.getUint16(2, true);
  let at = 16 + (count - 1) * layout.frameBytes;
  const timeUs = view.getFloat64(at, true);
  at += 16;
  const qualities = {};
  for (const name of layout.qualityColumns) {
    qualities[name] = view.getUint16(at, true);
    at += 2;
  }
  const channels = {};
  for (const { name, quality } of layout.channels) {
    const bits = qualities[quality];
    const word = layout.qualityFlags.filter((_, i) => bits & (1 << i)).at(-1) ?? 'ok';
    channels[name] = { value: view.getFloat32(at, true), word };
    at += 4;
  }
  return { sequence: (view.getUint32(8, true) + count - 1) >>> 0, timeUs, channels };
}

/** Never a value without the word for its quality; one that cannot be stated is NaN. */
function knee({ channels }, side) {
  const channel = channels[`${side}_knee_flexion_deg`];
  if (!channel) return `${side} knee without sensors`;
  const { value, word } = channel;
  return `${side} knee ${Number.isNaN(value) ? 'unknown' : `${value.toFixed(1)}°`} ${word}`;
}

function rowsOf({ number, endUs, counted, legs }, { unit }) {
  return legs
    .map(({ side, peakFlexionDeg, headlineAtPeakFlexion, band, quality }) => [
      instant(endUs),
      number,
      side,
      peakFlexionDeg.toFixed(1),
      headlineAtPeakFlexion?.toFixed(1) ?? '',
      unit,
      band ?? '',
      quality,
      counted,
    ])
    .map((cells) => `${cells.join(',')}\n`)
    .join('');
}

/** Of microseconds since the Unix epoch. */
function instant(timeUs) {
  return new Date(timeUs / 1000).toISOString();
}

async function fetchReport() {
  const { recordings } = await ask('recordings');
  // The newest first; one that goes on cannot be reported on yet.
  const newest = recordings.find(({ finished }) => finished);
  if (!newest) throw new Error('There is no recording that is finished.');
  const report = await ask(`recordings/${encodeURIComponent(newest.id)}/report.json`);
  writeFileSync('report.json', JSON.stringify(report, null, 2));
  const reps = report.sets.flatMap((set) => set.reps);
  const counted = reps.filter((rep) => rep.counted).length;
  console.log(`${newest.id}: ${counted} of ${reps.length} repetitions counted, see report.json`);
}

async function ask(path) {
  const response = await fetch(`${hub}/api/v1/${path}`, { headers }).catch(({ cause }) => {
    const why = cause?.code ?? cause?.message;
    throw new Error(`No hub answers at ${hub} (${why}): start one with npm start`);
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${response.status}: ${answer.error}`);
  return answer;
}
