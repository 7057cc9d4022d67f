import { signal } from '@preact/signals';
import type { HelloMessage, StreamClient } from '../../../../src/stream/client.ts';
import type { ReplayState } from '../../../../src/stream/messages.ts';

/** A recording that this page alone looks at. */
export interface Watched {
  readonly recording: string;
  /** Computed anew with these in place of its own; absent shows what it holds. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

type Place = Pick<ReplayState, 'positionS' | 'playing' | 'speed' | 'loop' | 'loopRange'>;

interface Kept {
  readonly watched: Watched;
  readonly place: Place | null;
}

const NAME = 'plumbline.watching';

type Client = Pick<StreamClient, 'on' | 'send'>;

/**
 * The recording that this page looks at by itself while sensors and other screens go on. A hub forgets it
 * with the connection, so it is asked for again after a reload, a lost link or a restart, at the same place.
 */
export class Watching {
  /** null sees what all see. */
  readonly watched = signal<Watched | null>(null);
  /** False until the hub shows it. */
  readonly isShown = signal(false);
  /** What all screens see; null before the hub has told this page. */
  readonly shared = signal<HelloMessage['mode'] | null>(null);
  /** Why it was not shown; null when all is well. */
  readonly problem = signal<string | null>(null);
  readonly #client: Client;
  readonly #undo: (() => void)[] = [];
  /** To be taken up again when it is shown. */
  #place: Place | null = null;

  constructor(client: Client) {
    this.#client = client;
  }

  start(): void {
    const kept = readKept();
    this.watched.value = kept?.watched ?? null;
    this.#place = kept?.place ?? null;
    this.#undo.push(
      this.#client.on('hello', (hello) => this.#greeted(hello)),
      this.#client.on('replay', (state) => this.#moved(state)),
      this.#client.on('error', (sentence) => this.#refused(sentence)),
    );
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  /** @returns false where there is no connection: it is then asked for when there is one */
  watch(watched: Watched): boolean {
    this.#place = null;
    this.problem.value = null;
    this.isShown.value = false;
    this.watched.value = watched;
    keep({ watched, place: null });
    return this.#client.send({ type: 'watch', ...watched });
  }

  /** Back to what all see. */
  leave(): void {
    this.#forget();
    this.#client.send({ type: 'watch', recording: null });
  }

  #greeted(hello: HelloMessage): void {
    const watched = this.watched.peek();
    if (hello.timeline !== 'own') {
      this.isShown.value = false;
      this.shared.value = hello.mode;
      if (watched !== null) this.#client.send({ type: 'watch', ...watched });
      return;
    }
    // That of a recording which was asked for before this one.
    if (hello.session !== watched?.recording) return;
    this.isShown.value = true;
    const place = this.#place;
    this.#place = null;
    if (place !== null) this.#takeUp(place);
    else if (hello.replay) this.#moved(hello.replay);
  }

  #takeUp({ positionS, playing, speed, loop, loopRange }: Place): void {
    const send = this.#client;
    send.send({ type: 'replay', action: 'seek', positionS });
    send.send({ type: 'replay', action: 'speed', speed });
    if (loop) send.send({ type: 'replay', action: 'loop', loop, ...loopRange });
    if (!playing) send.send({ type: 'replay', action: 'pause' });
  }

  #moved({ positionS, playing, speed, loop, loopRange, recording }: ReplayState): void {
    const watched = this.watched.peek();
    if (!this.isShown.peek() || watched?.recording !== recording) return;
    this.#place = { positionS, playing, speed, loop, loopRange };
    keep({ watched, place: this.#place });
  }

  /** A refusal says not of what: while nothing else was asked for it is of this. */
  #refused(sentence: string): void {
    if (this.watched.peek() === null || this.isShown.peek()) return;
    this.#forget();
    this.problem.value = sentence;
  }

  #forget(): void {
    this.#place = null;
    this.watched.value = null;
    this.isShown.value = false;
    keep(null);
  }
}

/** Of this tab: another one may look at another recording. */
function keep(kept: Kept | null): void {
  try {
    if (kept === null) sessionStorage.removeItem(NAME);
    else sessionStorage.setItem(NAME, JSON.stringify(kept));
  } catch {
    // A private window: a reload then shows what all see.
  }
}

function readKept(): Kept | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(NAME) ?? 'null');
    return isKept(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** What is kept may be of another version. */
function isKept(kept: unknown): kept is Kept {
  if (typeof kept !== 'object' || kept === null || !('watched' in kept)) return false;
  const { watched } = kept;
  return typeof watched === 'object' && watched !== null && 'recording' in watched;
}
