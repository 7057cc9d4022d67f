import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    pool: 'forks',
    // Modules are loaded once per worker, not once per file: a third of the processor time. No test mocks one.
    isolate: false,
    // Many tests wait for a radio or a process: a third fills the two processors of the test machine.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
