import { execFileSync } from 'node:child_process';

/** Paths of the project from its root: what git tracks, and what is new and not ignored. */
export function projectFiles(): string[] {
  const options = ['--cached', '--others', '--exclude-standard', '-z'];
  return execFileSync('git', ['ls-files', ...options], { encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '');
}
