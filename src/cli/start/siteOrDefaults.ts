import { siteRepeatability } from '../../hub/siteRepeatability.ts';
import { StateFileError } from '../../hub/stateFile.ts';

export type SiteOf = Awaited<ReturnType<typeof siteRepeatability>>;

/** Cards are made with the defaults where what the site measured of itself cannot be read. */
export async function siteOrDefaults(folder: string): Promise<SiteOf> {
  try {
    return await siteRepeatability(folder);
  } catch (error) {
    if (!(error instanceof StateFileError)) throw error;
    console.error(`! ${error.message}: differences are judged by the defaults`);
    return () => null;
  }
}
