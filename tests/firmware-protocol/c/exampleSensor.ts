import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import {
  type Command,
  type ControlResponse,
  decodeInfo,
  decodeResponse,
  decodeStreamPacket,
  encodeRequest,
  type Info,
  type StreamPacket,
} from '../../../firmware-protocol/index.ts';
import { PROGRAM_ENV } from './compile.ts';

/** What the sensor did: the words of example/main.c, the number or the bytes they come with. */
export interface SensorAct {
  readonly clockUs: number;
  readonly word: string;
  readonly value: string;
}

export interface ReceivedPacket extends StreamPacket {
  /** The sensor's clock when it handed the notification to its radio. */
  readonly sentUs: number;
}

/** A radio that never has to make the sensor wait. */
const FREE_RADIO = 1_000_000;

/** The C example of a sensor as its hub sees it: events in, decoded messages out. */
export class ExampleSensor {
  /** Notifications that arrived since the last `takePackets`. */
  #packets: ReceivedPacket[] = [];
  readonly #child: ChildProcess;
  #acts: SensorAct[] = [];
  #done: ((acts: SensorAct[]) => void) | null = null;
  #failed: ((error: Error) => void) | null = null;
  #errors = '';
  #tag = 0;

  /** `clockUs` is the reading of its clock at the start. */
  constructor(program: string, { capabilities = 15, clockUs = 0 } = {}) {
    this.#child = spawn(program, [String(capabilities), String(clockUs)], { env: PROGRAM_ENV });
    this.#child.stderr?.on('data', (text) => {
      this.#errors += String(text);
    });
    this.#child.on('exit', (code) => {
      this.#failed?.(new Error(`the sensor ended with code ${code}: ${this.#errors}`));
    });
    if (!this.#child.stdout) throw new Error('the sensor has no stdout');
    createInterface(this.#child.stdout).on('line', (line) => this.#line(line));
  }

  /** Tells it one event of example/main.c and waits for what it does about it. */
  tell(event: string): Promise<SensorAct[]> {
    return new Promise((resolve, reject) => {
      this.#done = resolve;
      this.#failed = reject;
      this.#child.stdin?.write(`${event}\n`);
    });
  }

  async tellAll(...events: readonly string[]): Promise<SensorAct[]> {
    const acts: SensorAct[] = [];
    for (const event of events) acts.push(...(await this.tell(event)));
    return acts;
  }

  /** Connects as a hub does: MTU, then both subscriptions. */
  async link({ mtu = 247 } = {}): Promise<void> {
    const subscriptions = ['control 1', 'stream 1'];
    await this.tellAll('connect', `mtu ${mtu}`, ...subscriptions, `radio ${FREE_RADIO}`);
  }

  /** Sends a command, confirms its answer and returns it. */
  request(command: Command): Promise<ControlResponse> {
    this.#tag = (this.#tag + 1) % 256;
    return this.write(Buffer.from(encodeRequest({ tag: this.#tag, command })).toString('hex'));
  }

  /** As `request`, of any bytes. */
  async write(hex: string): Promise<ControlResponse> {
    const acts = await this.tell(`write ${hex}`);
    const answer = acts.find(({ word }) => word === 'indicate');
    if (!answer) throw new Error(`no answer to ${hex}: ${JSON.stringify(acts)}`);
    await this.tell('confirm');
    return decodeResponse(Buffer.from(answer.value, 'hex'));
  }

  async status() {
    const { answer } = await this.request({ kind: 'status' });
    if (answer?.kind !== 'status') throw new Error('the sensor told no status');
    return answer;
  }

  async info(): Promise<Info> {
    const [act] = await this.tell('info');
    return decodeInfo(Buffer.from(act.value, 'hex'));
  }

  takePackets(): ReceivedPacket[] {
    const packets = this.#packets;
    this.#packets = [];
    return packets;
  }

  async stop(): Promise<void> {
    this.#failed = null;
    const ended = once(this.#child, 'exit');
    this.#child.stdin?.end();
    await ended;
  }

  #line(line: string): void {
    if (line === '.') {
      const acts = this.#acts;
      this.#acts = [];
      this.#done?.(acts);
      return;
    }
    const [clock, word, value = ''] = line.split(' ');
    const act = { clockUs: Number(clock), word, value };
    this.#acts.push(act);
    if (word === 'notify') {
      const packet = decodeStreamPacket(Buffer.from(value, 'hex'));
      this.#packets.push({ ...packet, sentUs: act.clockUs });
    }
  }
}
