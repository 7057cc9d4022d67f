import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dashboardFiles, FOLDER } from './files.ts';

// Writes the dashboards anew: npx tsx dashboards/grafana/src/write.ts
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
mkdirSync(join(root, FOLDER), { recursive: true });
for (const { name, content } of dashboardFiles()) writeFileSync(join(root, FOLDER, name), content);
