import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import { expect, onTestFinished } from 'vitest';
import { sendError, sendJson, sendRefusals } from './answers.ts';
import { deleteAsAsked } from './deleteContract.ts';
import { FAMILIES, type Family, type FamilyTraits } from './family.ts';
import type { Fault } from './fault.ts';
import { PointStore } from './pointStore.ts';
import { bodyOf, headOf, type StubRequest } from './stubRequest.ts';
import { missingOf, violationsOfWrite } from './writeContract.ts';

export interface StubOptions {
  readonly family?: Family;
  /** Said by every answer; default: that of the family; '' for a proxy that hides it. */
  readonly version?: string;
  readonly org?: string;
  readonly bucket?: string;
  /** The login it asks for; '' for none. */
  readonly token?: string;
  /** Address to listen on; default: the loopback. */
  readonly address?: string;
  /** Speaks https with this key and certificate. */
  readonly tls?: Pick<ServerOptions, 'key' | 'cert'>;
}

/**
 * The HTTP contract of InfluxDB 1.x, 2.x and 3.x as their documentation states it, for want of
 * real servers of the newer ones. What a client does against the contract is answered as the real
 * server would, and noted: the test then fails at its end.
 */
export class InfluxStub {
  readonly store = new PointStore();
  readonly requests: StubRequest[] = [];
  readonly violations: string[] = [];
  /** Most writes that were under way at the same time. */
  mostWritesAtOnce = 0;
  /** What happens to a request before anything else; null: what the contract says. */
  onRequest: (head: StubRequest) => Fault | null = () => null;
  /** The same for a write whose login is right and whose body was read. */
  onWrite: (request: StubRequest) => Fault | null = () => null;
  /** Answer to an InfluxQL statement: text as it is, anything else as JSON. */
  onQuery: (statement: string, request: StubRequest) => unknown = () => ({
    results: [{ statement_id: 0 }],
  });
  family: Family;
  org: string;
  bucket: string;
  token: string;
  #writesAtOnce = 0;
  readonly #version: string | null;
  readonly #faults: Fault[] = [];
  readonly #server: Server;
  readonly #scheme: 'http' | 'https';

  private constructor(options: StubOptions) {
    const { family = 'two', org = 'my lab', bucket = 'knees', token = 'secret' } = options;
    this.family = family;
    this.org = org;
    this.bucket = bucket;
    this.token = token;
    this.#version = options.version ?? null;
    const answer = (incoming: IncomingMessage, response: ServerResponse) => {
      this.#answer(incoming, response).catch((error: unknown) => {
        // The other side may go away in the middle of its request.
        if (!incoming.errored) this.violations.push(String(error));
      });
    };
    this.#scheme = options.tls ? 'https' : 'http';
    this.#server = options.tls ? createHttpsServer(options.tls, answer) : createServer(answer);
  }

  /** A stub that listens until the test is over, which fails when the contract was broken. */
  static async start(options: StubOptions = {}): Promise<InfluxStub> {
    const stub = new InfluxStub(options);
    stub.#server.listen(0, options.address ?? '127.0.0.1');
    await once(stub.#server, 'listening');
    onTestFinished(() => {
      stub.#server.closeAllConnections();
      stub.#server.close();
      expect(stub.violations).toEqual([]);
    });
    return stub;
  }

  get url(): string {
    return `${this.#scheme}://${this.address}:${this.port}`;
  }

  get address(): string {
    return this.#listensAt().address;
  }

  get port(): number {
    return this.#listensAt().port;
  }

  get traits(): FamilyTraits {
    return FAMILIES[this.family];
  }

  /** Writes that were read to their end. */
  get writes(): StubRequest[] {
    return this.requests.filter(({ path }) => path.endsWith('write'));
  }

  /** The next writes whose login is right meet these, one each. */
  next(...faults: readonly Fault[]): void {
    this.#faults.push(...faults);
  }

  #listensAt() {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('it does not listen');
    return address;
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const version = this.#version ?? this.traits.version;
    if (version !== '') response.setHeader('x-influxdb-version', version);
    const head = headOf(incoming);
    if (head.path.endsWith('write')) this.#countUntilClosed(response);
    const early = this.onRequest(head);
    if (early?.kind === 'stopReading') return;
    if (early?.kind === 'cut' && early.when === 'reading') {
      incoming.socket.destroy();
      return;
    }
    const request = { ...head, body: await bodyOf(incoming) };
    this.requests.push(request);
    if (early !== null) this.#fail(early, request, response);
    else if (request.path.endsWith('write')) this.#write(request, response);
    else this.#other(request, response);
  }

  #countUntilClosed(response: ServerResponse): void {
    this.#writesAtOnce += 1;
    this.mostWritesAtOnce = Math.max(this.mostWritesAtOnce, this.#writesAtOnce);
    response.on('close', () => {
      this.#writesAtOnce -= 1;
    });
  }

  #write(request: StubRequest, response: ServerResponse): void {
    this.violations.push(...violationsOfWrite(request, this.family, this.traits));
    if (!this.traits.writePaths.includes(request.path) && this.family !== 'two') {
      sendError(response, this.family, 404, '404 page not found');
      return;
    }
    if (!this.#mayEnter(request, response)) return;
    const fault = this.#faults.shift() ?? this.onWrite(request);
    if (fault !== null) {
      this.#fail(fault, request, response);
      return;
    }
    const missing = missingOf(request.query, this);
    if (missing !== null) {
      sendError(response, this.family, missing.status, missing.said);
      return;
    }
    const lines = request.body.split('\n');
    const refusals = this.store.check(lines, this.#isThree);
    const refused = new Set(refusals.map(({ lineNumber }) => lineNumber - 1));
    // 2.x takes all or nothing, except that what is too old is dropped alone.
    const takesNone = this.family === 'two' && refusals.some(({ tooOld }) => !tooOld);
    if (!takesNone) this.store.store(lines.filter((_, i) => !refused.has(i)));
    if (refusals.length === 0) response.writeHead(204).end();
    else sendRefusals(response, this.family, refusals);
  }

  get #isThree(): boolean {
    return this.family === 'three' || this.family === 'oldThree';
  }

  #mayEnter(request: StubRequest, response: ServerResponse): boolean {
    const { authorization } = request.headers;
    if (this.token === '') return true;
    const [scheme = '', login = ''] = (authorization ?? '').split(' ');
    // Before its version is known, a server is greeted with a token.
    const isGreeting = request.path === '/ping';
    if (authorization !== undefined && !isGreeting && !this.traits.schemes.includes(scheme)) {
      this.violations.push(`authorization by ${scheme} on ${this.family}`);
    }
    const given = scheme === 'Basic' ? Buffer.from(login, 'base64').toString() : login;
    if (given === this.token) return true;
    sendError(response, this.family, 401, 'unauthorized access');
    return false;
  }

  #other(request: StubRequest, response: ServerResponse): void {
    const { family } = this;
    const { version, deletes } = this.traits;
    if (request.path === '/ping') {
      // Of these families only 3.x asks for a login here.
      if (this.#isThree && !this.#mayEnter(request, response)) return;
      response.writeHead(this.#isThree ? 200 : 204).end();
    } else if (request.path === '/health' && family !== 'first') {
      if (this.#isThree) response.end('OK');
      else sendJson(response, 200, { name: 'influxdb', status: 'pass', version });
    } else if (request.path === '/query') {
      if (this.#mayEnter(request, response)) this.#query(request, response);
    } else if (request.path === '/api/v2/delete' && deletes === 'api') {
      if (!this.#mayEnter(request, response)) return;
      const violations = deleteAsAsked(request, this.store);
      this.violations.push(...violations);
      if (violations.length === 0) response.writeHead(204).end();
      else sendError(response, family, 400, violations.join(', '));
    } else if (request.path === '/api/v2/buckets' && family === 'two') {
      if (!this.#mayEnter(request, response)) return;
      const bucket = { id: '1', name: this.bucket, retentionRules: [] };
      sendJson(response, 200, { buckets: [bucket] });
    } else if (request.path === '/api/v3/configure/database' && this.#isThree) {
      if (!this.#mayEnter(request, response)) return;
      if (!request.query.has('format')) this.violations.push('databases without a format');
      sendJson(response, 200, [{ 'iox::database': '_internal' }, { 'iox::database': this.bucket }]);
    } else {
      this.violations.push(`${request.method} ${request.path} on ${family}`);
      sendError(response, family, 404, '404 page not found');
    }
  }

  #query(request: StubRequest, response: ServerResponse): void {
    const form = new URLSearchParams(request.method === 'POST' ? request.body : '');
    const statement = request.query.get('q') ?? form.get('q');
    if (statement === null) {
      this.violations.push('a query without q');
      sendError(response, this.family, 400, 'missing required parameter "q"');
      return;
    }
    if (!/^\s*(SELECT|SHOW)/i.test(statement) && request.method !== 'POST') {
      this.violations.push(`${statement} by ${request.method}`);
    }
    const answer = this.onQuery(statement, request);
    if (typeof answer === 'string') response.end(answer);
    else sendJson(response, 200, answer);
  }

  #fail(fault: Fault, { body }: StubRequest, response: ServerResponse): void {
    if (fault.kind === 'endless') {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{');
    } else if (fault.kind === 'cut') {
      if (fault.when === 'stored') this.store.store(body.split('\n'));
      response.socket?.destroy();
    } else if (fault.kind === 'status') {
      if (fault.stores) this.store.store(body.split('\n'));
      response.writeHead(fault.status, fault.headers).end(fault.body);
    }
  }
}
