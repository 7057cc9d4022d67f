// Shows the knee angles of the hub whose page this is once a second, and each repetition; after the
// third it fetches the report of the newest recording. Runs in api.html, and as well pasted into the
// console of the hub's own page. The browser sends the cookie of the page, so there is no token here.
main().catch(({ message }) => tell(message));

async function main() {
  await watch(3);
  await fetchReport();
}

/** Into the page where it has a place for it, and into the console. */
function tell(line) {
  console.log(line);
  document.querySelector('#told')?.append(`${line}\n`);
}

/** Resolves once so many repetitions are told. */
function watch(repetitions) {
  const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/v1/stream`, [
    'plumbline.v1',
  ]);
  socket.binaryType = 'arraybuffer';
  let layout;
  let headline;
  let sequence = 0;
  let toldMs = Number.NEGATIVE_INFINITY;
  let told = 0;

  // Who does not say four times a second how far it has read is skipped.
  const acknowledging = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return;
    socket.send(JSON.stringify({ type: 'ack', sequence }));
  }, 200);

  return new Promise((resolve) => {
    socket.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) {
        const frame = newestOf(data, layout);
        sequence = frame.sequence;
        if (performance.now() - toldMs < 1000) return;
        toldMs = performance.now();
        tell(`${instant(frame.timeUs)} ${knee(frame, 'right')}, ${knee(frame, 'left')}`);
        return;
      }
      const message = JSON.parse(data);
      // Types that are not known here are passed over: later hubs may have more.
      if (message.type === 'hello' || message.type === 'layout') layout = message.layout;
      if (message.type === 'hello') {
        headline = message.headline;
        tell(`${message.mode} ${message.session}${message.simulated ? ', simulated' : ''}`);
        tell(message.disclaimer);
      }
      if (message.type === 'error') tell(message.message);
      if (message.type !== 'event' || message.event.type !== 'rep') return;
      tell(wordsOf(message.event.rep, headline));
      told += 1;
      if (told < repetitions) return;
      resolve();
      socket.close();
    };
    socket.onclose = ({ code, reason }) => {
      clearInterval(acknowledging);
      if (told < repetitions) tell(`The hub closed the stream: ${code} ${reason}`);
    };
  });
}

/** The last frame of a batch: its channels by name, each with the bits of its quality. */
function newestOf(data, layout) {
  const view = new DataView(data);
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

function wordsOf({ number, counted, legs }, { unit }) {
  const told = legs.map(({ side, headlineAtPeakFlexion, band, quality }) => {
    const value = headlineAtPeakFlexion?.toFixed(1);
    return `${side} ${value === undefined ? 'unknown' : `${value} ${unit}, ${band}`} (${quality})`;
  });
  return `rep ${number}: ${told.join('; ')}${counted ? '' : '; not counted'}`;
}

/** Of microseconds since the Unix epoch. */
function instant(timeUs) {
  return new Date(timeUs / 1000).toISOString();
}

async function fetchReport() {
  const { recordings } = await ask('recordings');
  // The newest first; one that goes on cannot be reported on yet.
  const newest = recordings.find(({ finished }) => finished);
  if (!newest) return tell('There is no recording that is finished.');
  const report = await ask(`recordings/${encodeURIComponent(newest.id)}/report.json`);
  const reps = report.sets.flatMap((set) => set.reps);
  const counted = reps.filter((rep) => rep.counted).length;
  tell(`${newest.id}: ${counted} of ${reps.length} repetitions counted`);
}

async function ask(path) {
  const response = await fetch(`/api/v1/${path}`);
  const answer = await response.json();
  if (!response.ok) throw new Error(`${response.status}: ${answer.error}`);
  return answer;
}
