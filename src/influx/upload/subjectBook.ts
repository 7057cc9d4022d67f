import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RECORDING_SUFFIX } from '../../recording/naming.ts';
import { openHead } from '../../recording/sessions/openHead.ts';
import { SIDECAR_SUFFIX } from '../../recording/sidecar/sidecar.ts';
import { readSidecar } from '../../recording/sidecar/sidecarFile.ts';

/** Who a recording is of, as the cursor of its upload keeps it. */
export interface Recorded {
  /** Base name of the file. */
  readonly id: string;
  readonly recordedSubject: string;
  /** Ids of recordings whose person is also that of this one. */
  readonly kin: readonly string[];
}

interface Said {
  readonly stamp: string;
  /** null where the sidecar says nothing of it. */
  readonly subject: string | null;
  /** Ids that kin know the recording by. */
  readonly ids: readonly string[];
  readonly isReadable: boolean;
}

/** Who the recordings of a folder are of, where their sidecars put that right; a sidecar is read when it changed. */
export class SubjectBook {
  readonly #folder: string;
  readonly #said = new Map<string, Said>();
  readonly #corrected = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * @param names of all files in the folder
   * @returns whether the subject of any recording may be another now
   */
  async learn(names: readonly string[]): Promise<boolean> {
    const sidecars = new Set(names.filter((name) => name.endsWith(SIDECAR_SUFFIX)));
    let changed = false;
    for (const [name, { subject }] of this.#said) {
      if (sidecars.has(name)) continue;
      this.#said.delete(name);
      changed ||= subject !== null;
    }
    for (const name of sidecars) {
      const stamp = await sidecarStamp(join(this.#folder, name));
      const before = this.#said.get(name);
      if (before?.stamp === stamp) continue;
      const said = await this.#read(name, stamp, before);
      this.#said.set(name, said);
      changed ||=
        (before?.subject ?? null) !== said.subject ||
        (before?.isReadable ?? true) !== said.isReadable;
    }
    if (changed) this.#gather();
    return changed;
  }

  /** null while a damaged sidecar hides who it is: nothing is to be changed then. */
  subjectOf({ id, recordedSubject, kin }: Recorded): string | null {
    const own = this.#said.get(`${id}${SIDECAR_SUFFIX}`);
    if (own && !own.isReadable) return null;
    if (own?.subject && own.subject !== recordedSubject) return own.subject;
    const from = kin.find((each) => this.#corrected.has(each));
    return (from === undefined ? null : this.#corrected.get(from)) ?? recordedSubject;
  }

  async #read(name: string, stamp: string, before: Said | undefined): Promise<Said> {
    const id = name.slice(0, -SIDECAR_SUFFIX.length);
    const path = join(this.#folder, `${id}${RECORDING_SUFFIX}`);
    const { sidecar, problem } = await readSidecar(path);
    const subject = sidecar.facts.subject ?? null;
    // What it said holds until it can be read again.
    if (problem !== null) {
      return { stamp, subject: before?.subject ?? null, ids: before?.ids ?? [], isReadable: false };
    }
    const isReadable = true;
    if (subject === null) return { stamp, subject, ids: [], isReadable };
    try {
      const recorded = await openHead(path);
      const differs = recorded.subject !== subject;
      return { stamp, subject, ids: differs ? [id, recorded.id] : [], isReadable };
    } catch {
      return { stamp, subject, ids: [id], isReadable };
    }
  }

  #gather(): void {
    this.#corrected.clear();
    for (const { subject, ids } of this.#said.values()) {
      if (subject !== null) for (const id of ids) this.#corrected.set(id, subject);
    }
  }
}

/** Changes when the sidecar does, which is replaced and not written over. */
async function sidecarStamp(path: string): Promise<string> {
  try {
    const { size, mtimeMs, ino } = await stat(path);
    return `${size} ${mtimeMs} ${ino}`;
  } catch {
    return 'gone';
  }
}
