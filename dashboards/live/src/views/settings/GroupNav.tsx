import type { GroupList } from './groups.ts';

interface GroupNavProps {
  readonly lists: readonly GroupList[];
  /** Id of the group on screen; null while somebody searches. */
  readonly shown: string | null;
  /** Group of each changed field. */
  readonly changed: readonly string[];
  readonly onGroup: (id: string) => void;
}

/** The groups by name, with how much is changed in each. */
export function GroupNav({ lists, shown, changed, onGroup }: GroupNavProps) {
  return (
    <nav class="settings-nav" aria-label="Groups of settings">
      {lists.map(({ heading, groups }) => (
        <section key={heading}>
          <h3>{heading}</h3>
          <ul>
            {groups.map(({ id, label }) => {
              const count = changed.filter((group) => group === id).length;
              return (
                <li key={id}>
                  <button
                    type="button"
                    aria-current={id === shown ? 'true' : undefined}
                    onClick={() => onGroup(id)}
                  >
                    {label}
                    {count > 0 && <span class="setting-state">{count} changed</span>}
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </nav>
  );
}
