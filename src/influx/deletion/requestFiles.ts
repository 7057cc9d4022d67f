import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DeletionRequest,
  deletionRequest,
  deletionRequestPath,
  deletionsFolder,
  writeDeletionRequest,
} from '../../recording/deletion/deletionRequest.ts';
import { readPlainFile } from '../../recording/readPlainFile.ts';
import { FolderNames } from '../upload/folderNames.ts';

const SUFFIX = '.json';

export interface ReadRequest {
  /** Base name of the recording. */
  readonly id: string;
  readonly request: DeletionRequest;
  readonly text: string;
}

/** The requests for deletion in a recordings folder, read again when one of them changed. */
export class RequestFiles {
  readonly #folder: string;
  readonly #names: FolderNames;
  #requests: readonly ReadRequest[] = [];
  #unreadable: readonly string[] = [];

  constructor(recordingsFolder: string) {
    this.#folder = recordingsFolder;
    this.#names = new FolderNames(deletionsFolder(recordingsFolder));
  }

  get requests(): readonly ReadRequest[] {
    return this.#requests;
  }

  /** Names of files that are no request that can be understood: they are left as they are. */
  get unreadable(): readonly string[] {
    return this.#unreadable;
  }

  /** @returns whether they were read again */
  async look(): Promise<boolean> {
    if (!(await this.#names.look())) return false;
    const requests: ReadRequest[] = [];
    const unreadable: string[] = [];
    for (const name of this.#names.names) {
      if (!name.endsWith(SUFFIX)) continue;
      const id = name.slice(0, -SUFFIX.length);
      const text = await this.#text(id);
      // Gone between the two looks.
      if (text === null) continue;
      const request = parsed(text);
      if (request === null) unreadable.push(name);
      else requests.push({ id, request, text });
    }
    this.#requests = requests;
    this.#unreadable = unreadable;
    return true;
  }

  /** Puts another in the place of a request; null takes it away. One that came in between stays. */
  async replace({ id, text }: ReadRequest, by: DeletionRequest | null): Promise<void> {
    if ((await this.#text(id)) !== text) return;
    if (by !== null) return this.add(id, by);
    await rm(deletionRequestPath(this.#folder, id), { force: true });
    this.#requests = this.#requests.filter((each) => each.id !== id);
  }

  async add(id: string, request: DeletionRequest): Promise<void> {
    await writeDeletionRequest(this.#folder, id, request);
    const text = (await this.#text(id)) ?? '';
    this.#requests = [...this.#requests.filter((each) => each.id !== id), { id, request, text }];
  }

  async #text(id: string): Promise<string | null> {
    try {
      return await readPlainFile(join(deletionsFolder(this.#folder), `${id}${SUFFIX}`));
    } catch {
      return null;
    }
  }
}

function parsed(text: string): DeletionRequest | null {
  try {
    return deletionRequest.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
