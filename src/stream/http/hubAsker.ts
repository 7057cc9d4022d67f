import { type AskOptions, askHub, type HubRequest, readWhole } from './hubRequest.ts';

export type Query = Readonly<Record<string, string | undefined>>;

/** Asks one hub, with one token. Bodies and answers are those of docs/api.md; nothing is checked here. */
export class HubAsker {
  readonly #api: string;
  readonly #headers: Readonly<Record<string, string>>;

  /** @param url of the hub, such as `http://127.0.0.1:8040` @param token null where none is needed */
  constructor(url: string, token: string | null) {
    this.#api = `${url.replace(/\/+$/, '')}/api/v1/`;
    this.#headers = token === null ? {} : { authorization: `Bearer ${token}` };
  }

  /** @param path behind `/api/v1/`, its parts made by `part` */
  async json<T>(path: string, request: HubRequest = {}): Promise<T> {
    const answer = await this.raw(path, request);
    return (await readWhole(answer.json(), request)) as T;
  }

  async text(path: string, options: AskOptions = {}): Promise<string> {
    const answer = await this.raw(path, options);
    return readWhole(answer.text(), options);
  }

  /** An answer whose body is read by the caller, who may cancel it, and meets what breaks it off. */
  raw(path: string, request: HubRequest = {}): Promise<Response> {
    return askHub(`${this.#api}${path}`, { ...request, headers: this.#headers });
  }
}

/** One part of a path: an id may hold any letter. */
export function part(text: string): string {
  return encodeURIComponent(text);
}

/** A path with those of the questions that were asked. */
export function asking(path: string, query: Query): string {
  const asked = Object.entries(query).filter(
    (each): each is [string, string] => each[1] !== undefined,
  );
  return asked.length === 0 ? path : `${path}?${new URLSearchParams(asked)}`;
}
