import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openApiText } from '../../src/hub/openapi/openApiDocument.ts';

export const DOCUMENT = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv.includes('--write')) {
  writeFileSync(DOCUMENT, openApiText());
}
