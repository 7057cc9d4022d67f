import { sendToHub } from '../../../api/hubApi.ts';

/** @throws HubApiError with the hub's sentence */
export async function showOnAllScreens(
  id: string,
  settings: Readonly<Record<string, unknown>> | null,
): Promise<void> {
  await sendToHub(`recordings/${encodeURIComponent(id)}/replay`, settings ? { settings } : {});
}
