import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Admitted, admittedTo, ROUTES } from '../../src/hub/access/routeRoles.ts';
import { DESCRIBED_ROUTES } from '../../src/hub/openapi/describedRoutes.ts';
import { TAGS } from '../../src/hub/openapi/routeDescription.ts';

export const PAGE = fileURLToPath(new URL('../../docs/api.md', import.meta.url));

const BEGIN = '<!-- The routes, by `npx tsx tests/tools/apiDoc.ts --write`: do not edit. -->';
const END = '<!-- End of the routes. -->';

const ADMITS: Readonly<Record<Admitted, string>> = {
  anyone: 'anyone',
  viewer: 'viewer, operator',
  operator: 'operator',
};

interface Group {
  readonly title: string;
  readonly rows: readonly (readonly [route: string, summary: string])[];
}

/** The page with the routes as they are now. @throws Error where the page has no place for them */
export function withRoutes(page: string): string {
  const from = page.indexOf(BEGIN);
  const to = page.indexOf(END);
  if (from < 0 || to < from) {
    throw new Error(`docs/api.md has no place for the routes: put "${BEGIN}" and "${END}" there`);
  }
  return `${page.slice(0, from)}${BEGIN}\n\n${groups().map(groupText).join('\n\n')}\n\n${page.slice(to)}`;
}

/** Those that programs use by their tag, then the files of the page, which have none. */
function groups(): Group[] {
  const described = Object.entries(DESCRIBED_ROUTES);
  const ofPage = ROUTES.filter((route) => !(route in DESCRIBED_ROUTES));
  return [
    ...Object.entries(TAGS).map(([tag, title]) => ({
      title,
      rows: described
        .filter(([, route]) => route.tag === tag)
        .map(([route, { summary }]) => [route, summary] as const),
    })),
    {
      title: 'The page',
      rows: ofPage.map((route) => [route, 'A file of the dashboard, which holds no data'] as const),
    },
  ];
}

function groupText({ title, rows }: Group): string {
  const lines = rows.map(([route, summary]) => {
    const [method = '', path = ''] = route.split(' ');
    return `| \`${route}\` | ${ADMITS[admittedTo(method, path)]} | ${summary} |`;
  });
  return [`### ${title}`, '', '| route | admits | |', '|---|---|---|', ...lines].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv.includes('--write')) {
  writeFileSync(PAGE, withRoutes(readFileSync(PAGE, 'utf8')));
}
