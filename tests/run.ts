import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStep, type Step } from './tools/runStep.ts';
import { countTests, NO_TESTS, summaryLine, type TestCounts } from './tools/testCounts.ts';

/**
 * The test command. With arguments it runs only the tests they name, e.g.
 * `npm test -- tests/influx`, and leaves out the checks of the whole tree.
 * The programs it names are those of node_modules/.bin, which npm puts on the PATH.
 * Its last line is always the count; a step other than the tests that fails counts as one.
 */

const PREREQUISITES: Step = {
  name: 'prerequisites',
  command: ['tsx', 'tests/tools/prerequisites.ts'],
  showsOutput: true,
};

const CHECKS: readonly Step[] = [
  { name: 'types of the hub', command: ['tsc', '-b'] },
  { name: 'types of the tests', command: ['tsc', '-p', 'tests'] },
  { name: 'types of the dashboard', command: ['tsc', '-p', 'dashboards/live'] },
  { name: 'lint and format', command: ['biome', 'check', '.'] },
  { name: 'import arrows', command: ['tsx', 'tests/tools/arrows.ts'] },
];

const BUILD: Step = { name: 'build', command: ['npm', 'run', '--silent', 'build'] };

async function runTests(names: readonly string[]): Promise<TestCounts> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-tests-'));
  const reportFile = join(folder, 'report.json');
  const passed = await runStep({
    name: 'tests',
    command: [
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
      ...names,
    ],
    showsOutput: true,
  });
  const counts = readCounts(reportFile);
  rmSync(folder, { recursive: true, force: true });
  // vitest can fail with every test passed: an unhandled rejection, or no test found.
  return passed || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

function readCounts(reportFile: string): TestCounts {
  try {
    return countTests(readFileSync(reportFile, 'utf8'));
  } catch (error) {
    console.log(`no report from vitest: ${String(error)}`);
    return { ...NO_TESTS, failed: 1 };
  }
}

async function main(names: readonly string[]): Promise<void> {
  const steps = names.length > 0 ? [PREREQUISITES, BUILD] : [PREREQUISITES, ...CHECKS, BUILD];
  if (names.length > 0) console.log(`only ${names.join(' ')}: types, lint and arrows not checked`);

  const failedSteps: string[] = [];
  for (const step of steps) {
    if (!(await runStep(step))) failedSteps.push(step.name);
  }
  const tests = await runTests(names);
  for (const name of tests.skipped) console.log(`skipped: ${name}`);
  for (const name of failedSteps) console.log(`failed step: ${name}`);
  const counts = { ...tests, failed: tests.failed + failedSteps.length };
  console.log(summaryLine(counts));
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

await main(process.argv.slice(2));
