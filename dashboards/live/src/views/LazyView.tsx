import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useFocusOnceThere } from './useHeadingFocus.ts';
import type { RECORDED_VIEWS, RecordedViewProps } from './viewChoice.ts';
import { VIEW_LABEL } from './viewLabels.ts';

type RecordedView = (typeof RECORDED_VIEWS)[number];

type View = ComponentType<RecordedViewProps>;

/** Loaded when first wanted, so that the live view is there at once on a slow phone. */
const LOAD: Readonly<Record<RecordedView, () => Promise<View>>> = {
  library: async () => (await import('./library/LibraryView.tsx')).LibraryView,
  trends: async () => (await import('./trends/TrendsView.tsx')).TrendsView,
  programme: async () => (await import('./programme/ProgrammeView.tsx')).ProgrammeView,
  settings: async () => (await import('./settings/SettingsView.tsx')).SettingsView,
};

const loaded: Partial<Record<RecordedView, View>> = {};

interface LazyViewProps extends RecordedViewProps {
  readonly view: RecordedView;
}

export function LazyView({ view, choice }: LazyViewProps) {
  const [failed, setFailed] = useState(false);
  const [, setReady] = useState<RecordedView | null>(null);
  useEffect(() => {
    let left = false;
    setFailed(false);
    LOAD[view]().then(
      (component) => {
        loaded[view] = component;
        if (!left) setReady(view);
      },
      () => {
        if (!left) setFailed(true);
      },
    );
    return () => {
      left = true;
    };
  }, [view]);
  const Loaded = loaded[view];
  useFocusOnceThere(Loaded !== undefined);
  if (Loaded) return <Loaded choice={choice} />;
  return (
    <>
      <h2 class="visually-hidden">{VIEW_LABEL[view]}</h2>
      <p class="connecting" role={failed ? 'alert' : undefined}>
        {failed
          ? 'This view did not load: the hub cannot be reached, or was updated. Reload the page.'
          : 'Loading …'}
      </p>
    </>
  );
}
