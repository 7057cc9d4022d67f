import { admittedTo } from '../access/routeRoles.ts';
import { REFUSAL } from './answers/answerSchema.ts';
import { DESCRIBED_ROUTES } from './describedRoutes.ts';
import { answerSchema, componentSchemas, inputSchema } from './jsonSchemas.ts';
import { type Answer, type RouteDescription, TAGS } from './routeDescription.ts';

type Json = Readonly<Record<string, unknown>>;

const ABOUT = `The HTTP routes of a Plumbline hub; docs/api.md has worked examples. Frames and events
come over the WebSocket at /api/v1/stream, which docs/stream.md describes. Times that end in Us are
whole microseconds since the Unix epoch on the hub's clock, other units stand in the names of fields.
Within v1 fields, routes and words of an enumeration may be added: pass over what you do not know.`;

/** Whoever is refused by any route: what it says, by the status. */
const ANY_REFUSAL = {
  401: 'No token, or none of this hub',
  403: 'Another web site, a name that is not this hub, or a viewer where an operator is needed',
  429: 'Too many requests in a minute; Retry-After says for how many seconds to wait',
  500: 'The hub could not do it; its log says why',
} as const;

/** What each parameter of a path is. */
const PARAMETERS: Readonly<Record<string, string>> = {
  id: 'Id as it is listed',
  other: 'Id of another recording',
  subject: 'Pseudonym, such as P-7F3K',
  number: 'Number of a trial, from 1',
};

let text: string | null = null;

/** The document as JSON; made once. */
export function openApiText(): string {
  text ??= `${JSON.stringify(openApiDocument(), null, 2)}\n`;
  return text;
}

/** The HTTP API as OpenAPI 3.1, from the schemas that requests are read by and answers are held to. */
export function openApiDocument(): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [route, description] of Object.entries(DESCRIBED_ROUTES)) {
    const [method = '', path = ''] = route.split(' ');
    const templated = path.replace(/:(\w+)/g, '{$1}');
    paths[templated] = {
      ...paths[templated],
      [method.toLowerCase()]: operation(route, description),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Plumbline hub',
      version: '1',
      description: ABOUT,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The hub that this document comes from' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    security: [{ token: [] }, { cookie: [] }],
    paths,
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token that the hub printed at its start; not needed on its own machine',
        },
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: 'plumbline-PORT',
          description: 'Of a page of the hub, set by POST /api/v1/access; PORT is that of the hub',
        },
      },
    },
  };
}

function operation(route: string, description: RouteDescription): Json {
  const [method = '', path = ''] = route.split(' ');
  const role = admittedTo(method, path);
  const { tag, summary, about, query, body, answer, refusals = {} } = description;
  const parameters = [...pathParameters(path), ...(query ? queryParameters(query) : [])];
  const refused = { ...ANY_REFUSAL, ...refusals };
  return {
    operationId: operationId(method, path),
    tags: [tag],
    summary,
    description: [about, roleSentence(role)].filter(Boolean).join(' '),
    ...(role === 'anyone' && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: body.optional !== true,
        content: {
          'application/json': { schema: inputSchema(body.schema), example: body.example },
        },
      },
    }),
    responses: {
      [answer.status ?? 200]: response(answer),
      ...Object.fromEntries(
        Object.entries(refused).map(([status, words]) => [
          status,
          response({ words, schema: REFUSAL }),
        ]),
      ),
    },
  };
}

function response({ words, schema, type = 'application/json', example }: Answer): Json {
  const content = {
    schema: schema ? answerSchema(schema) : { type: 'string' },
    ...(example !== undefined && { example }),
  };
  return { description: words, content: { [type]: content } };
}

function pathParameters(path: string): Json[] {
  return Array.from(path.matchAll(/:(\w+)/g), ([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: PARAMETERS[name],
    schema: { type: 'string' },
  }));
}

function queryParameters(query: NonNullable<RouteDescription['query']>): Json[] {
  const { properties = {}, required = [] } = inputSchema(query) as {
    properties?: Record<string, Json>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description !== undefined && { description }),
    schema,
  }));
}

/** `getRecordingsIdReps`: for generators of clients. */
function operationId(method: string, path: string): string {
  const words = path.replace('/api/v1', '').match(/\w+/g) ?? [];
  const capitals = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  return method.toLowerCase() + capitals.join('');
}

function roleSentence(role: ReturnType<typeof admittedTo>): string {
  if (role === 'anyone') return 'It needs no token.';
  return role === 'viewer' ? 'For viewers and operators.' : 'For operators.';
}
