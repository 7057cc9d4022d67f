/*
 * Runs in the page ahead of its own code. Notes in `globalThis.arrivals` when cues and heartbeats
 * reach it and when a cue stands in the page, in microseconds of the machine's wall clock.
 */
const arrivals = [];
globalThis.arrivals = arrivals;

function nowUs() {
  return (performance.timeOrigin + performance.now()) * 1000;
}

globalThis.WebSocket = class extends WebSocket {
  constructor(...args) {
    super(...args);
    this.addEventListener('message', ({ data }) => {
      const atUs = nowUs();
      if (typeof data !== 'string') return;
      const message = JSON.parse(data);
      if (message.type === 'heartbeat') {
        arrivals.push({ what: 'heartbeat', atUs, sentUs: message.hubTimeUs });
      }
      if (message.type === 'event' && message.event.type === 'cueOn') {
        arrivals.push({ what: 'cueOn', atUs, sentUs: message.event.timeUs });
      }
    });
  }
};

let shown = false;
new MutationObserver(() => {
  const shows = document.querySelector('.message-strip.cue') !== null;
  if (shows && !shown) arrivals.push({ what: 'cueShown', atUs: nowUs(), sentUs: 0 });
  shown = shows;
}).observe(document, { subtree: true, childList: true, attributes: true });
