import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What BIDS 1.9 asks of a data set with Motion, written from its text alone (modality agnostic
 * files, motion.md, and the tables of required columns and keys). Knows nothing of who wrote it.
 */

const COMPONENTS = ['x', 'y', 'z', 'quat_x', 'quat_y', 'quat_z', 'quat_w', 'n/a'];
const TYPES = [
  ...['ACCEL', 'ANGACCEL', 'GYRO', 'JNTANG', 'LATENCY', 'MAGN', 'MISC', 'ORNT', 'POS', 'VEL'],
];
const REQUIRED_CHANNEL_COLUMNS = ['name', 'component', 'type', 'tracked_point', 'units'];
const OTHER_CHANNEL_COLUMNS = [
  ...['reference_frame', 'placement', 'description', 'sampling_frequency', 'status'],
  'status_description',
];
const NAME =
  /^(sub-[A-Za-z0-9]+)_(ses-[A-Za-z0-9]+)_(?:(task-[A-Za-z0-9]+)_(?:(tracksys-[A-Za-z0-9]+)_)?(?:acq-[A-Za-z0-9]+_)?(?:run-\d+_)?)?(motion|channels|events|scans)\.(tsv|json)$/;
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?$/;

type Json = Readonly<Record<string, unknown>>;

/** Faults of a tree, read cold; none where it is valid. */
export function validateBids(root: string): string[] {
  return new Tree(root).faults();
}

class Tree {
  readonly #root: string;
  readonly #paths: readonly string[];
  readonly #faults: string[] = [];

  constructor(root: string) {
    this.#root = root;
    this.#paths = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .sort();
  }

  faults(): string[] {
    this.#top();
    for (const path of this.#paths.filter((each) => each.startsWith('sub-'))) this.#file(path);
    this.#scans();
    return this.#faults;
  }

  #fault(path: string, sentence: string): void {
    this.#faults.push(`${path}: ${sentence}`);
  }

  #top(): void {
    const top = this.#paths.filter((path) => !path.startsWith('sub-'));
    const known = ['README', 'dataset_description.json', 'participants.json', 'participants.tsv'];
    for (const name of known) if (!top.includes(name)) this.#fault(name, 'missing');
    for (const name of top) if (!known.includes(name)) this.#fault(name, 'is no file of BIDS');
    const about = this.#json('dataset_description.json');
    for (const key of ['Name', 'BIDSVersion']) {
      if (typeof about[key] !== 'string') this.#fault('dataset_description.json', `no ${key}`);
    }
    const [header, ...rows] = this.#tsv('participants.tsv');
    if (header?.[0] !== 'participant_id') this.#fault('participants.tsv', 'no participant_id');
    const folders = new Set(
      this.#paths.filter((path) => path.startsWith('sub-')).map((path) => path.split('/')[0]),
    );
    const listed = rows.map(([id]) => id);
    if (listed.toSorted().join() !== [...folders].toSorted().join()) {
      this.#fault('participants.tsv', `lists ${listed}, the folders are ${[...folders]}`);
    }
  }

  #file(path: string): void {
    const folders = path.split('/');
    const name = folders.at(-1) ?? '';
    const match = NAME.exec(name);
    if (!match) {
      this.#fault(path, 'its name is none of BIDS Motion');
      return;
    }
    const [, subject, session, task, system, suffix, extension] = match;
    const expected =
      suffix === 'scans' ? [subject, session, name] : [subject, session, 'motion', name];
    if (folders.join('/') !== expected.join('/')) this.#fault(path, 'stands in another folder');
    if ((suffix === 'motion' || suffix === 'channels') && !system) this.#fault(path, 'no tracksys');
    if (suffix !== 'scans' && !task) this.#fault(path, 'no task');
    if (suffix === 'motion' && extension === 'tsv')
      this.#motion(path.slice(0, -'_motion.tsv'.length));
    if (suffix === 'events' && extension === 'tsv') this.#events(path);
  }

  #motion(base: string): void {
    for (const ending of ['_motion.json', '_channels.tsv']) {
      if (this.#paths.includes(base + ending)) continue;
      this.#fault(base + ending, 'missing');
      return;
    }
    const channels = this.#channels(base);
    this.#sidecar(base, channels);
    const path = `${base}_motion.tsv`;
    const rows = this.#tsv(path);
    if (rows.length === 0) this.#fault(path, 'has no row');
    const latency = channels.findIndex(({ type }) => type === 'LATENCY');
    let before = Number.NEGATIVE_INFINITY;
    for (const [i, row] of rows.entries()) {
      if (row.length !== channels.length) {
        this.#fault(path, `row ${i} has ${row.length} cells for ${channels.length} channels`);
      }
      const wrong = row.find((cell) => cell !== 'n/a' && !isNumber(cell));
      if (wrong !== undefined) this.#fault(path, `row ${i} has ${wrong}`);
      if (latency === -1) continue;
      if (!(Number(row[latency]) > before)) this.#fault(path, `latency of row ${i} does not rise`);
      before = Number(row[latency]);
    }
  }

  #channels(base: string): Record<string, string>[] {
    const path = `${base}_channels.tsv`;
    const [header = [], ...rows] = this.#tsv(path);
    if (header.slice(0, 5).join() !== REQUIRED_CHANNEL_COLUMNS.join()) {
      this.#fault(path, `begins with ${header.slice(0, 5)}`);
    }
    for (const name of header.slice(5)) {
      if (!OTHER_CHANNEL_COLUMNS.includes(name)) this.#fault(path, `${name} is no known column`);
    }
    const channels = rows.map((row) => {
      if (row.length !== header.length) this.#fault(path, `a row has ${row.length} cells`);
      return Object.fromEntries(header.map((name, i) => [name, row[i] ?? '']));
    });
    const names = channels.map(({ name }) => name);
    if (new Set(names).size !== names.length) this.#fault(path, 'a name stands twice');
    const frames = this.#paths.includes(`${base}_channels.json`)
      ? (this.#json(`${base}_channels.json`).reference_frame as { Levels?: Json } | undefined)
      : undefined;
    for (const { name, component, type, units, reference_frame: frame } of channels) {
      if (!COMPONENTS.includes(component)) this.#fault(path, `${name}: component ${component}`);
      if (!TYPES.includes(type)) this.#fault(path, `${name}: type ${type}`);
      if (type === 'JNTANG' && units !== 'deg') this.#fault(path, `${name}: unit ${units}`);
      if (type === 'LATENCY' && units !== 's') this.#fault(path, `${name}: unit ${units}`);
      if (frame !== undefined && frame !== 'n/a' && !(frame in (frames?.Levels ?? {}))) {
        this.#fault(path, `${name}: reference frame ${frame} is not described`);
      }
    }
    const quaternions = new Map<string, string[]>();
    for (const { component, type, tracked_point: point } of channels) {
      if (type !== 'ORNT' || !component.startsWith('quat_')) continue;
      quaternions.set(point, [...(quaternions.get(point) ?? []), component]);
    }
    for (const [point, parts] of quaternions) {
      if (parts.toSorted().join() !== 'quat_w,quat_x,quat_y,quat_z') {
        this.#fault(path, `${point} has ${parts}`);
      }
    }
    return channels;
  }

  #sidecar(base: string, channels: readonly Record<string, string>[]): void {
    const path = `${base}_motion.json`;
    const about = this.#json(path);
    const label = (entity: string): string | undefined =>
      new RegExp(`_${entity}-([A-Za-z0-9]+)`).exec(base)?.[1];
    if (about.TaskName !== label('task')) this.#fault(path, `TaskName ${about.TaskName}`);
    if (about.TrackingSystemName !== label('tracksys')) this.#fault(path, 'TrackingSystemName');
    if (!(Number(about.SamplingFrequency) > 0)) this.#fault(path, 'SamplingFrequency');
    if (about.MotionChannelCount !== undefined && about.MotionChannelCount !== channels.length) {
      this.#fault(path, `MotionChannelCount ${about.MotionChannelCount}`);
    }
    for (const type of TYPES) {
      const told = about[`${type}ChannelCount`];
      const found = channels.filter((channel) => channel.type === type).length;
      if (told !== undefined && told !== found) this.#fault(path, `${type}ChannelCount ${told}`);
    }
    const points = new Set(channels.map((channel) => channel.tracked_point));
    points.delete('n/a');
    if (about.TrackedPointsCount !== undefined && about.TrackedPointsCount !== points.size) {
      this.#fault(path, `TrackedPointsCount ${about.TrackedPointsCount}`);
    }
  }

  #events(path: string): void {
    const [header, ...rows] = this.#tsv(path);
    if (header?.[0] !== 'onset' || header[1] !== 'duration') this.#fault(path, `header ${header}`);
    let before = Number.NEGATIVE_INFINITY;
    for (const [onset, duration] of rows) {
      if (!isNumber(onset) || Number(onset) < before) this.#fault(path, `onset ${onset}`);
      if (duration !== 'n/a' && !(Number(duration) >= 0)) this.#fault(path, `duration ${duration}`);
      before = Number(onset);
    }
  }

  /** Every file of data is listed once, in the scans.tsv of its session. */
  #scans(): void {
    const data = this.#paths.filter((path) => path.endsWith('_motion.tsv'));
    const listed = this.#paths
      .filter((path) => path.endsWith('_scans.tsv'))
      .flatMap((path) => {
        const [header, ...rows] = this.#tsv(path);
        if (header?.join() !== 'filename,acq_time') this.#fault(path, `header ${header}`);
        return rows.map(([filename, time]) => {
          if (!ISO_TIME.test(time)) this.#fault(path, `acq_time ${time}`);
          return `${path.split('/').slice(0, 2).join('/')}/${filename}`;
        });
      });
    if (listed.toSorted().join() !== data.join())
      this.#fault('scans', 'other files than there are');
  }

  #json(path: string): Json {
    try {
      return JSON.parse(readFileSync(join(this.#root, path), 'utf8')) as Json;
    } catch {
      this.#fault(path, 'is no JSON');
      return {};
    }
  }

  #tsv(path: string): string[][] {
    const text = readFileSync(join(this.#root, path), 'utf8');
    if (!text.endsWith('\n')) this.#fault(path, 'does not end with a line feed');
    if (text.includes('\r')) this.#fault(path, 'has carriage returns');
    const rows = text
      .split('\n')
      .slice(0, -1)
      .map((line) => line.split('\t'));
    if (rows.some((row) => row.includes(''))) this.#fault(path, 'has empty cells');
    return rows;
  }
}

function isNumber(text: string | undefined): text is string {
  return text !== undefined && /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text);
}
