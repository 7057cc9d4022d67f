import { batch, signal } from '@preact/signals';
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
  /** To be taken up when it is shown, and from then on where it is. */
  readonly place: Place | null;
}

/** Why a recording was not shown, in the hub's sentence. */
export interface NotShown {
  readonly recording: string;
  readonly sentence: string;
}

const NAME = 'plumbline.watching';

type Client = Pick<StreamClient, 'on' | 'send'>;

/**
 * The recording that this page looks at by itself while sensors and other screens go on. A hub forgets it
 * with the connection, so it is asked for again after a reload, a lost link or a restart, at the same place.
 */
export class Watching {
  /** What is asked for, else what is shown; null sees what all see. */
  readonly watched = signal<Watched | null>(null);
  /** False until the hub shows it. */
  readonly isShown = signal(false);
  /** What all screens see; null before the hub has told this page. */
  readonly shared = signal<HelloMessage['mode'] | null>(null);
  /** Of the one that was refused last; null once another is asked for. */
  readonly problem = signal<NotShown | null>(null);
  readonly #client: Client;
  readonly #undo: (() => void)[] = [];
  /** What the hub shows this page alone: it goes on until another one is open. */
  #shown: Kept | null = null;
  /** Not answered yet, oldest first: the hub answers each in turn. */
  #asked: readonly Kept[] = [];
  /** Whether the newest of these went over the connection that is open. */
  #isSent = false;

  constructor(client: Client) {
    this.#client = client;
  }

  start(): void {
    const kept = readKept();
    this.#set(null, kept === null ? [] : [kept]);
    this.#undo.push(
      this.#client.on('status', (status) => {
        if (status !== 'open') this.#isSent = false;
      }),
      this.#client.on('hello', (hello) => this.#greeted(hello)),
      this.#client.on('replay', (state) => this.#moved(state)),
      this.#client.on('error', (sentence) => this.#refused(sentence)),
    );
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  /**
   * @param fromS where it begins, seconds; null at its start
   * @returns false where there is no connection: it is then asked for when there is one
   */
  watch(watched: Watched, fromS: number | null = null): boolean {
    const place =
      fromS === null
        ? null
        : { positionS: fromS, playing: true, speed: 1, loop: false, loopRange: null };
    this.problem.value = null;
    this.#set(this.#shown, [...this.#asked, { watched, place }]);
    return this.#send(watched);
  }

  /** Back to what all see. */
  leave(): void {
    this.#set(null, []);
    this.#client.send({ type: 'watch', recording: null });
  }

  #greeted(hello: HelloMessage): void {
    if (hello.timeline !== 'own') {
      this.shared.value = hello.mode;
      // Another session began meanwhile; asked twice, the hub would begin the recording anew.
      if (this.#isSent && this.#asked.length > 0) return;
      const wanted = this.#asked.at(-1) ?? this.#shown;
      this.#set(null, wanted === null ? [] : [wanted]);
      if (wanted !== null) this.#send(wanted.watched);
      return;
    }
    const answered = this.#asked.findIndex(({ watched }) => watched.recording === hello.session);
    const shown = this.#asked[answered];
    if (shown === undefined) return;
    this.#set(shown, this.#asked.slice(answered + 1));
    if (shown.place !== null) this.#takeUp(shown.place);
    else if (hello.replay) this.#moved(hello.replay);
  }

  #send(watched: Watched): boolean {
    this.#isSent = this.#client.send({ type: 'watch', ...watched });
    return this.#isSent;
  }

  /** Paused before it is sought, for then the frame there is shown at once. */
  #takeUp({ positionS, playing, speed, loop, loopRange }: Place): void {
    const client = this.#client;
    if (!playing) client.send({ type: 'replay', action: 'pause' });
    client.send({ type: 'replay', action: 'seek', positionS });
    client.send({ type: 'replay', action: 'speed', speed });
    if (loop) client.send({ type: 'replay', action: 'loop', loop, ...loopRange });
  }

  #moved({ positionS, playing, speed, loop, loopRange, recording }: ReplayState): void {
    const watched = this.#shown?.watched;
    if (watched?.recording !== recording) return;
    this.#set({ watched, place: { positionS, playing, speed, loop, loopRange } }, this.#asked);
  }

  /**
   * A refusal says not of what: while one is asked for it is of that, and the hub goes on with what it
   * showed before.
   */
  #refused(sentence: string): void {
    const [refused, ...asked] = this.#asked;
    if (refused === undefined) return;
    this.#set(this.#shown, asked);
    this.problem.value = { recording: refused.watched.recording, sentence };
  }

  #set(shown: Kept | null, asked: readonly Kept[]): void {
    this.#shown = shown;
    this.#asked = asked;
    const wanted = asked.at(-1) ?? shown;
    batch(() => {
      this.watched.value = wanted?.watched ?? null;
      this.isShown.value = shown !== null && asked.length === 0;
    });
    keep(wanted);
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
