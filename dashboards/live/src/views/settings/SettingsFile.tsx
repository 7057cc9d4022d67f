import { useRef } from 'preact/hooks';
import type { SettingsAnswer } from '../../../../../src/stream/answers/settings.ts';
import { Help } from '../help/Help.tsx';
import { SETTINGS_DRAFT } from './settingsDraft.ts';
import type { Draft } from './settingValues.ts';

const FORGET_AFTER_MS = 10_000;

/** What is set as the file that `--settings` takes, and from such a file. */
export function SettingsFile({ answer }: { readonly answer: SettingsAnswer }) {
  const file = useRef<HTMLInputElement>(null);
  const take = async () => {
    const chosen = file.current?.files?.[0];
    if (!chosen) return;
    const settings = draftIn(await chosen.text());
    if (file.current) file.current.value = '';
    if (settings !== null) SETTINGS_DRAFT.replace(settings);
    else {
      SETTINGS_DRAFT.told.value = {
        text: `${chosen.name} is not a file of settings: valid is a JSON object, as Save as a file makes it.`,
        isProblem: true,
      };
    }
  };
  return (
    <div class="settings-file">
      <div class="setting-head">
        <h3>As a file</h3>
        <Help about="settings as a file">
          <p>
            The file holds what is kept or edited here, and not what the start of this hub or Record
            set. Another hub takes it here, a start by <code>--settings</code>, and a recording is
            computed anew with it by <code>plumbline process --settings</code>.
          </p>
        </Help>
      </div>
      <button type="button" onClick={() => save(SETTINGS_DRAFT.draft.peek())}>
        Save as a file
      </button>
      {answer.readOnly === null && (
        <>
          <button type="button" onClick={() => file.current?.click()}>
            Take from a file
          </button>
          <input
            ref={file}
            type="file"
            class="visually-hidden"
            accept="application/json,.json"
            tabIndex={-1}
            aria-label="File of settings"
            onChange={() => void take()}
          />
        </>
      )}
    </div>
  );
}

function draftIn(text: string): Draft | null {
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
    return isObject ? (json as Draft) : null;
  } catch {
    return null;
  }
}

function save(settings: Draft): void {
  const text = `${JSON.stringify(settings, null, 2)}\n`;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'settings.json';
  link.click();
  // A browser that is slow to begin would find nothing there.
  setTimeout(() => URL.revokeObjectURL(link.href), FORGET_AFTER_MS);
}
