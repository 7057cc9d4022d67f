import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dashboardFiles } from '../../../dashboards/grafana/src/files.ts';
import { plainYaml } from './plainYaml.ts';

const FOLDER = 'dashboards/grafana';

function read(path: string): unknown {
  return plainYaml(readFileSync(join(FOLDER, path), 'utf8'));
}

const service = z.strictObject({
  image: z.string().regex(/^[\w./-]+:\d+\.\d+\.\d+$/, 'the version is pinned'),
  restart: z.literal('unless-stopped'),
  depends_on: z
    .record(z.string(), z.strictObject({ condition: z.literal('service_healthy') }))
    .optional(),
  ports: z.array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/, 'on the loopback only')),
  environment: z.record(z.string(), z.string()),
  secrets: z.array(z.string()),
  volumes: z.array(z.string().regex(/^[\w./-]+:\/[\w./-]+(:ro)?$/)),
  healthcheck: z.strictObject({
    test: z.tuple([z.literal('CMD'), z.string()], z.string()),
    interval: z.string(),
    timeout: z.string(),
    retries: z.number(),
    start_period: z.string(),
  }),
});

const compose = z
  .strictObject({
    name: z.literal('plumbline'),
    services: z.strictObject({ influxdb: service, grafana: service }),
    volumes: z.record(z.string(), z.null()),
    secrets: z.record(z.string(), z.strictObject({ file: z.string().startsWith('./secrets/') })),
  })
  .parse(read('compose.yaml'));

const { influxdb, grafana } = compose.services;

const { datasources } = z
  .strictObject({
    apiVersion: z.literal(1),
    datasources: z.tuple([
      z.strictObject({
        name: z.string(),
        uid: z.string(),
        type: z.literal('influxdb'),
        access: z.literal('proxy'),
        url: z.string(),
        isDefault: z.literal(true),
        editable: z.boolean(),
        jsonData: z.strictObject({
          version: z.literal('InfluxQL'),
          dbName: z.string(),
          httpMode: z.literal('POST'),
          httpHeaderName1: z.literal('Authorization'),
        }),
        secureJsonData: z.strictObject({ httpHeaderValue1: z.string() }),
      }),
    ]),
  })
  .parse(read('provisioning/datasources/influxdb.yaml'));

const { providers } = z
  .strictObject({
    apiVersion: z.literal(1),
    providers: z.tuple([
      z.strictObject({
        name: z.string(),
        folder: z.string(),
        type: z.literal('file'),
        disableDeletion: z.boolean(),
        allowUiUpdates: z.boolean(),
        updateIntervalSeconds: z.number(),
        options: z.strictObject({ path: z.string(), foldersFromFilesStructure: z.boolean() }),
      }),
    ]),
  })
  .parse(read('provisioning/dashboards/plumbline.yaml'));

describe('the compose file', () => {
  it('mounts what is there, and volumes that it has', () => {
    const sources = [influxdb, grafana].flatMap(({ volumes }) =>
      volumes.map((v) => v.split(':')[0]),
    );
    const named = sources.filter((source) => !source.startsWith('.'));
    expect(named.sort()).toEqual(Object.keys(compose.volumes).sort());
    for (const source of sources.filter((each) => each.startsWith('.'))) {
      expect(existsSync(join(FOLDER, source)), source).toBe(true);
    }
  });

  it('has every secret that a service reads, as a file that git does not take', () => {
    const used = [...influxdb.secrets, ...grafana.secrets];
    expect(new Set(used)).toEqual(new Set(Object.keys(compose.secrets)));
    for (const { secrets, environment } of [influxdb, grafana]) {
      const paths = Object.values(environment).filter((value) => value.startsWith('/run/secrets/'));
      expect(secrets).toEqual(expect.arrayContaining(paths.map((path) => path.slice(13))));
    }
    expect(readFileSync('.gitignore', 'utf8').split('\n')).toContain(`/${FOLDER}/secrets/`);
  });

  it('holds no secret itself', () => {
    for (const [name, value] of Object.entries({
      ...influxdb.environment,
      ...grafana.environment,
    })) {
      if (/PASSWORD|TOKEN/.test(name)) {
        expect(name).toMatch(/_FILE$/);
        expect(value).toMatch(/^\/run\/secrets\//);
      }
    }
  });

  it('starts Grafana once InfluxDB answers', () => {
    expect(Object.keys(grafana.depends_on ?? {})).toEqual(['influxdb']);
  });
});

describe('what Grafana is provisioned with', () => {
  const [datasource] = datasources;
  const [provider] = providers;

  it('is the bucket that InfluxDB makes, taken for a database', () => {
    expect(datasource.url).toBe('http://influxdb:8086');
    expect(datasource.jsonData.dbName).toBe(influxdb.environment.DOCKER_INFLUXDB_INIT_BUCKET);
  });

  it('is the token by its file, which both services have', () => {
    expect(datasource.secureJsonData.httpHeaderValue1).toBe(
      `Token $__file{${influxdb.environment.DOCKER_INFLUXDB_INIT_ADMIN_TOKEN_FILE}}`,
    );
    expect(grafana.secrets).toContain('influx-token');
  });

  it('is the folder of dashboards, with one of them as the first page', () => {
    expect(grafana.volumes).toContain(`./dashboards:${provider.options.path}:ro`);
    expect(grafana.volumes).toContain('./provisioning:/etc/grafana/provisioning:ro');
    const home = grafana.environment.GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH;
    const names = dashboardFiles().map(({ name }) => `${provider.options.path}/${name}`);
    expect(names).toContain(home);
  });
});

describe('the reader of these files', () => {
  it('reads maps, lists, scalars and lists in brackets', () => {
    const source = 'a: 1\nb:\n  - "x: y"\n  - z\nc:\n  - d: true\n    e: ["f", "g"]\nh:\n# note\n';
    expect(plainYaml(source)).toEqual({
      a: 1,
      b: ['x: y', 'z'],
      c: [{ d: true, e: ['f', 'g'] }],
      h: null,
    });
  });

  it.each(['a: 1\n  b: 2', 'a: 1\na: 2', 'a: {b: 1}', 'a: x # y', '\ta: 1', 'a: *b', 'nothing'])(
    'refuses %j',
    (source) => {
      expect(() => plainYaml(source)).toThrow(SyntaxError);
    },
  );
});
