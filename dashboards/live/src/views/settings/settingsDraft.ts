import { batch, computed, signal } from '@preact/signals';
import type { SettingField } from '../../../../../src/model/settingFields/settingField.ts';
import type {
  KeptSettingsAnswer,
  SettingsAnswer,
  SettingsCheckAnswer,
  SettingsProblemAnswer,
} from '../../../../../src/stream/answers/settings.ts';
import { getFromHub, HubApiError, sendToHub } from '../../api/hubApi.ts';
import { overTheirs } from './overTheirs.ts';
import {
  type Draft,
  isSame,
  startedValue,
  valueAt,
  valueBelow,
  withValue,
} from './settingValues.ts';

const CHECK_AFTER_MS = 250;
const FINE: SettingsCheckAnswer = { problems: [], warnings: [] };

/** What came of the last thing a person asked for. */
export interface Told {
  readonly text: string;
  readonly isProblem: boolean;
  /** What was changed for a session that began with it, and can be looked at. */
  readonly began?: readonly SettingField[];
}

/** The settings as they are being edited: beside what the hub keeps, checked by it while somebody types. */
export class SettingsDraft {
  readonly answer = signal<SettingsAnswer | null>(null);
  /** Why there is no answer; empty where nothing is wrong. */
  readonly unreachable = signal('');
  readonly draft = signal<Draft>({});
  readonly check = signal<SettingsCheckAnswer>(FINE);
  readonly #isUnchecked = signal(false);
  readonly #isKeeping = signal(false);
  /** What stands there is not checked yet, or is being kept. */
  readonly isBusy = computed(() => this.#isUnchecked.value || this.#isKeeping.value);
  readonly told = signal<Told | null>(null);
  /** The fields that differ from what the hub keeps. */
  readonly changes = computed(() =>
    (this.answer.value?.fields ?? []).filter(({ path }) => this.#isChanged(path)),
  );
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts changes, so that an answer to an older draft is not taken for one to this. */
  #version = 0;

  /** What is edited already stays; the rest is as the hub has it now. */
  async load(): Promise<void> {
    try {
      const answer = await getFromHub<SettingsAnswer>('settings');
      const before = this.answer.peek();
      const isUntouched = before === null || isSame(this.draft.peek(), before.kept);
      batch(() => {
        this.unreachable.value = '';
        // A change names the revision that it was made from, so what is edited keeps to its own.
        this.answer.value = isUntouched
          ? answer
          : { ...answer, revision: before.revision, kept: before.kept };
        if (isUntouched) this.#take(answer);
      });
    } catch (error) {
      this.unreachable.value = sentenceOf(error);
    }
  }

  /** @param value undefined goes back to what holds without it */
  set({ path }: Pick<SettingField, 'path'>, value: unknown): void {
    this.#edit(withValue(this.draft.peek(), path, value));
  }

  /** All that a file says, in place of what is edited. */
  replace(settings: Draft): void {
    this.#edit(settings);
  }

  discard(): void {
    this.told.value = null;
    void this.#reload();
  }

  /** @param begin whether a session begins with them at once */
  async keep(begin: boolean): Promise<void> {
    const answer = this.answer.peek();
    if (answer === null || this.isBusy.peek()) return;
    const version = this.#version;
    const changes = this.changes.peek();
    this.#isKeeping.value = true;
    try {
      const { revision } = answer;
      const kept = await sendToHub<KeptSettingsAnswer>(
        'settings',
        { settings: this.draft.peek(), revision, begin },
        'PUT',
      );
      batch(() => {
        this.answer.value = kept;
        // What was typed meanwhile is not kept yet.
        if (version === this.#version) this.#take(kept);
        const { notBegun } = kept;
        this.told.value =
          notBegun === null
            ? {
                text: keptWords(kept, begin, changes),
                isProblem: false,
                ...(begin && { began: changes }),
              }
            : { text: notBegun, isProblem: true };
      });
    } catch (error) {
      await this.#tellWhyNot(error, answer);
    } finally {
      this.#isKeeping.value = false;
    }
  }

  /** What holds, where no change here can make another hold; else what the draft says. */
  valueOf({ path }: Pick<SettingField, 'path'>): unknown {
    const answer = this.answer.value;
    if (answer === null) return valueAt(this.draft.value, path);
    if (answer.readOnly !== null) return valueAt(answer.next, path);
    return (
      startedValue(answer, path) ?? valueAt(this.draft.value, path) ?? valueBelow(answer, path)
    );
  }

  problemsOf({ path }: Pick<SettingField, 'path'>): readonly SettingsProblemAnswer[] {
    return this.check.value.problems.filter(({ path: at }) => isBelow(at, path));
  }

  /** Those that stand at no field, as names that are not known. */
  get otherProblems(): readonly SettingsProblemAnswer[] {
    const fields = this.answer.value?.fields ?? [];
    return this.check.value.problems.filter(
      ({ path: at }) => !fields.some(({ path }) => isBelow(at, path)),
    );
  }

  #edit(draft: Draft): void {
    batch(() => {
      this.draft.value = draft;
      this.told.value = null;
      this.#isUnchecked.value = true;
    });
    const version = ++this.#version;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(version), CHECK_AFTER_MS);
  }

  async #check(version: number): Promise<void> {
    const draft = this.draft.peek();
    const checked = await sendToHub<SettingsCheckAnswer>('settings/check', {
      settings: draft,
    }).catch((error: unknown) => sentenceOf(error));
    if (version !== this.#version) return;
    batch(() => {
      this.#isUnchecked.value = false;
      if (typeof checked === 'string') this.told.value = { text: checked, isProblem: true };
      else this.check.value = checked;
    });
  }

  async #reload(): Promise<void> {
    const answer = this.answer.peek();
    if (answer) this.#take(answer);
    await this.load();
  }

  #take(answer: SettingsAnswer): void {
    this.#version++;
    clearTimeout(this.#timer);
    this.draft.value = answer.kept as Draft;
    this.check.value = { problems: [], warnings: answer.warnings };
    this.#isUnchecked.value = false;
  }

  /** Where somebody else was quicker, what is theirs is taken over beneath one's own changes. */
  async #tellWhyNot(error: unknown, before: SettingsAnswer): Promise<void> {
    const isConflict = error instanceof HubApiError && error.status === 409;
    const theirs = isConflict
      ? await getFromHub<SettingsAnswer>('settings').catch(() => null)
      : null;
    batch(() => {
      if (theirs === null || theirs.revision === before.revision) {
        this.told.value = { text: sentenceOf(error), isProblem: true };
        return;
      }
      const { draft, words } = overTheirs(this.draft.peek(), before, theirs);
      this.answer.value = theirs;
      this.#edit(draft);
      this.told.value = { text: words, isProblem: true };
    });
  }

  #isChanged(path: readonly string[]): boolean {
    return !isSame(valueAt(this.draft.value, path), valueAt(this.answer.value?.kept, path));
  }
}

/** One for the page: what is being edited outlives a look at another view. */
export const SETTINGS_DRAFT = new SettingsDraft();

function isBelow(at: readonly (string | number)[], path: readonly string[]): boolean {
  return path.every((name, i) => at[i] === name);
}

/** @param changes those that were kept; what the start of the hub says goes before some of them */
function keptWords(
  answer: SettingsAnswer,
  begin: boolean,
  changes: readonly SettingField[],
): string {
  const over = changes.filter(({ path }) => startedValue(answer, path) !== undefined);
  const who = answer.session?.subject ?? 'nobody';
  const when = begin
    ? `Kept, and a session of ${who} began with them.`
    : 'Kept on the hub. They hold from the next session on.';
  if (over.length === 0) return when;
  const names = over.map(({ label }) => label).join(', ');
  return `${when} Not so here, where the start of the hub goes first: ${names}.`;
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
