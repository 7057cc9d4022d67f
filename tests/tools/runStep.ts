import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';

export interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** True where watching the output is better than one quiet line. */
  readonly showsOutput?: boolean;
}

/** Runs one step, says how long it took, and shows what it printed if it failed. */
export async function runStep(step: Step): Promise<boolean> {
  const startedMs = performance.now();
  if (step.showsOutput) console.log(`\n${step.name}`);
  else process.stdout.write(`${step.name.padEnd(28)}`);

  const { code, output } = await run(step);
  const seconds = `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
  const verdict = code === 0 ? 'ok' : 'FAILED';
  console.log(`${step.showsOutput ? step.name.padEnd(28) : ''}${verdict.padEnd(8)}${seconds}`);
  if (code !== 0 && output) console.log(output.trimEnd());
  return code === 0;
}

function run({ command: [program, ...args], showsOutput }: Step) {
  return new Promise<{ code: number; output: string }>((resolve) => {
    const child = spawn(program, args, {
      stdio: showsOutput ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => resolve({ code: 1, output: `${program}: ${error.message}` }));
    child.on('close', (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }),
    );
  });
}
