import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DASHBOARDS, dashboardFiles, FOLDER } from '../../../dashboards/grafana/src/files.ts';
import type { GridPos } from '../../../dashboards/grafana/src/format/panel.ts';
import { bandSteps, HEADLINE_GROUPS } from '../../../dashboards/grafana/src/parts/bands.ts';
import { NOTICE, QUALITY_WORDS } from '../../../dashboards/grafana/src/parts/words.ts';
import { on } from '../../../dashboards/grafana/src/query/names.ts';
import { BODY } from '../../../src/influx/schema/bodyMeasurement.ts';
import { REP } from '../../../src/influx/schema/repMeasurement.ts';
import { QUALITY_FLAGS, qualityWord } from '../../../src/model/quality.ts';
import { QUALITY_TEXT } from '../../../src/model/qualityText.ts';
import { TASKS } from '../../../src/model/task.ts';
import { dashboardSchema } from './dashboardSchema.ts';
import { unknownNames } from './influxqlNames.ts';
import { statementsOf } from './statements.ts';

function overlap(a: GridPos, b: GridPos): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

describe('the files of the dashboards', () => {
  it('are what the code makes, and no others', () => {
    const files = dashboardFiles();
    expect(readdirSync(FOLDER).sort()).toEqual(files.map(({ name }) => name).sort());
    for (const { name, content } of files) {
      expect(readFileSync(`${FOLDER}/${name}`, 'utf8'), `${name}: write.ts writes it anew`).toBe(
        content,
      );
    }
  });

  it('have names and titles of their own', () => {
    expect(new Set(DASHBOARDS.map(({ uid }) => uid)).size).toBe(DASHBOARDS.length);
    expect(new Set(DASHBOARDS.map(({ title }) => title)).size).toBe(DASHBOARDS.length);
  });
});

describe.each(dashboardFiles())('$name', ({ content }) => {
  const dashboard = dashboardSchema.parse(JSON.parse(content));
  const { panels } = dashboard;

  it('has panels side by side within the grid, each with an id of its own', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const [i, { title, gridPos }] of panels.entries()) {
      expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
      const under = panels.slice(i + 1).filter((other) => overlap(gridPos, other.gridPos));
      expect(under.map((other) => `${title} and ${other.title}`)).toEqual([]);
    }
  });

  it('has statements with letters of their own, and looks of letters that are there', () => {
    for (const panel of panels) {
      if (!('targets' in panel)) continue;
      const refIds = panel.targets.map(({ refId }) => refId);
      expect(new Set(refIds).size, panel.title).toBe(refIds.length);
      for (const { matcher } of panel.fieldConfig.overrides) {
        if (matcher.id === 'byFrameRefID') expect(refIds, panel.title).toContain(matcher.options);
      }
    }
  });

  it('uses the variables that it has, and has those that it uses', () => {
    const names = dashboard.templating.list.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const inNames = new Set(
      [...content.matchAll(/\$([A-Za-z]\w*)/g)]
        .map(([, name]) => name)
        .filter((name) => !/^(timeFilter|tag_|col$)/.test(name)),
    );
    expect([...inNames].sort()).toEqual([...names].sort());
  });

  it('asks a variable after those it depends on', () => {
    const seen: string[] = [];
    for (const variable of dashboard.templating.list) {
      if (variable.type === 'query') {
        const used = [...variable.query.matchAll(/\$(\w+)/g)].map(([, name]) => name);
        expect(seen, variable.name).toEqual(expect.arrayContaining(used));
      }
      seen.push(variable.name);
    }
  });

  it('names nothing that the database does not have', () => {
    const original = DASHBOARDS.find(({ uid }) => uid === dashboard.uid);
    if (original === undefined) throw new Error(`no dashboard ${dashboard.uid}`);
    for (const { of, query } of statementsOf(original)) expect(unknownNames(query), of).toEqual([]);
  });

  it('holds no path, address or token', () => {
    expect(content).not.toMatch(/\/home\/|\/work\/|https?:\/\/|Bearer|Token /);
  });
});

describe('what the dashboards say of a person', () => {
  it.each(['live', 'session', 'trends'])('begins with the notice: %s', (name) => {
    const found = DASHBOARDS.find(({ uid }) => uid === `plumbline-${name}`);
    expect(found?.description).toContain(NOTICE);
  });

  it('has every task in one group of headlines, with the edges of its bands', () => {
    expect(HEADLINE_GROUPS.flatMap(({ tasks }) => tasks).sort()).toEqual([...TASKS].sort());
    for (const { headline } of HEADLINE_GROUPS) {
      expect(bandSteps(headline).map(({ value }) => value)).toEqual([null, ...headline.bandEdges]);
    }
  });

  it('follows the newest session alone, whatever a link names', () => {
    const following = DASHBOARDS.flatMap(({ uid, templating }) =>
      templating.list.filter(({ skipUrlSync }) => skipUrlSync).map(({ name }) => `${uid} ${name}`),
    );
    expect(following).toEqual(['plumbline-live session']);
  });

  it('shows the headline in the colour of its band, not in that of the leg', () => {
    const live = DASHBOARDS.find(({ uid }) => uid === 'plumbline-live');
    const found = live?.panels.find(({ title, type }) => title === 'Headline' && type === 'stat');
    if (found === undefined || !('fieldConfig' in found)) throw new Error('no headline');
    expect(found.fieldConfig.defaults.color).toEqual({ mode: 'thresholds' });
    const ids = found.fieldConfig.overrides.flatMap(({ properties }) =>
      properties.map(({ id }) => id),
    );
    expect(ids).not.toContain('color');
    expect(ids.filter((id) => id === 'thresholds')).toHaveLength(HEADLINE_GROUPS.length);
  });

  it('has for every number of flags the word of the worst one', () => {
    for (let bits = 0; bits < 1 << QUALITY_FLAGS.length; bits++) {
      const word = qualityWord(bits);
      const texts = QUALITY_WORDS.flatMap((mapping) => {
        if (mapping.type === 'value') return mapping.options[bits]?.text ?? [];
        const { from, to, result } = mapping.options;
        return bits >= Number(from) && bits <= Number(to) ? result.text : [];
      });
      if (texts.join() !== (word === 'ok' ? 'ok' : QUALITY_TEXT[word])) {
        expect.fail(`${bits} is ${word}, shown is ${texts}`);
      }
    }
  });
});

describe('names in statements', () => {
  it('are checked by the compiler', () => {
    // @ts-expect-error: no such field
    on(BODY).field('fppa_degrees');
    // @ts-expect-error: a figure of a measure of which a repetition has none
    on(REP).field('hip_flexion_peak_deg');
    // @ts-expect-error: a tag of another measurement
    on(BODY).tag('sensor');
    expect(on(BODY).field('fppa_deg')).toBe('"fppa_deg"');
  });

  it('are found when they are wrong, at any depth', () => {
    expect(unknownNames('SELECT "fppa_deg" FROM "body" WHERE "side" = \'right\'')).toEqual([]);
    expect(unknownNames('SELECT mean("fppa") FROM "body"')).toEqual(['fppa']);
    expect(unknownNames('SELECT "x" FROM "bodies"')).toEqual(['bodies']);
    expect(unknownNames('SELECT "fppa_deg" FROM "body" GROUP BY "sensor"')).toEqual(['sensor']);
    expect(unknownNames('SELECT "m" FROM (SELECT mean("fppa_deg") AS "m" FROM "body")')).toEqual(
      [],
    );
    expect(unknownNames('SELECT "n" FROM (SELECT mean("fppa_deg") AS "m" FROM "body")')).toEqual([
      'n',
    ]);
    expect(unknownNames('SELECT "m" FROM (SELECT mean("fppa") AS "m" FROM "body")')).toEqual([
      'fppa',
    ]);
    expect(unknownNames('SHOW TAG VALUES FROM "body" WITH KEY = "place"')).toEqual(['place']);
  });
});
