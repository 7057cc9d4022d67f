import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedRecordings } from './guide/guideRecordings.ts';
import { GUIDE_SHOTS } from './guide/guideShots.ts';
import { palettePng } from './guide/palettePng.ts';
import { takeShots } from './guide/takeShots.ts';
import { ARTIFACTS, launchBrowser } from './page.ts';
import { RealHub } from './realHub.ts';

/**
 * Takes every picture of docs/guide from the running product:
 * `npx tsx tests/web/guideScreens.ts --write` puts them there, without it they go beside the other
 * pictures of the tests; names choose some. It wants a build (`npm run build`).
 */
const WRITTEN = 'docs/guide/images';

const args = process.argv.slice(2);
const folder = args.includes('--write') ? WRITTEN : join(ARTIFACTS, 'guide');
const names = args.filter((arg) => !arg.startsWith('--'));
const wanted = GUIDE_SHOTS.filter(({ name }) => names.length === 0 || names.includes(name));
const unknown = names.filter((name) => !GUIDE_SHOTS.some((shot) => shot.name === name));
if (unknown.length > 0) {
  const known = GUIDE_SHOTS.map(({ name }) => name).join(', ');
  throw new Error(`no picture is called ${unknown.join(', ')}; there are ${known}`);
}

const hub = new RealHub([
  ...['--virtual-sensors', '--fppa', '0,10,0,26'],
  ...['--subject', 'P-7F3K'],
]);
const browser = await launchBrowser();
// Made before the hub is there: its simulated person begins to calibrate at once.
const made = await mkdtemp(join(tmpdir(), 'plumbline-guide-'));
try {
  if (wanted.some(({ hash }) => /^(?:library|trends|programme)/.test(hash))) {
    await seedRecordings(made);
  }
  await hub.start();
  await cp(made, hub.recordings, { recursive: true });
  await mkdir(folder, { recursive: true });
  const problems = await takeShots(browser, hub, wanted, async (name, taken) => {
    const png = palettePng(taken);
    await writeFile(join(folder, `${name}.png`), png);
    console.log(`${folder}/${name}.png ${(png.length / 1000).toFixed(0)} kB`);
  });
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
} finally {
  await browser.close();
  await hub.stop();
  await rm(made, { recursive: true, force: true });
}
