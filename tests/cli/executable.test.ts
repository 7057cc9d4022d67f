import { access, constants } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { MAIN } from './plumbline.ts';

it('may be executed once it is built, which npx wants and npm sees to only where it links the folder', async () => {
  await expect(access(MAIN, constants.X_OK)).resolves.toBeUndefined();
});
