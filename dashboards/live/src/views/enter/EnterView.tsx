import { useState } from 'preact/hooks';
import type { Role } from '../../../../../src/model/role.ts';
import { enterWith, tokenIn } from '../../api/comeIn.ts';

interface EnterViewProps {
  /** What was wrong with the token that brought somebody here; empty without one. */
  readonly problem: string;
  readonly onEntered: (role: Role) => void;
}

/** For whoever has no token yet: the hub shows nothing else. */
export function EnterView({ problem: first, onEntered }: EnterViewProps) {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState(first);
  const enter = async () => {
    try {
      const { role } = await enterWith(tokenIn(typed));
      if (role !== null) onEntered(role);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <main class="enter">
      <h1>Plumbline</h1>
      <p>
        This hub lets in who has its link. It prints the links at its start, and{' '}
        <code>plumbline access</code> shows them again; open one, or scan its code.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void enter();
        }}
      >
        <label>
          Link or token
          <input
            type="text"
            value={typed}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <button type="submit" disabled={typed.trim() === ''}>
          Come in
        </button>
      </form>
      <p class="enter-problem" role="alert">
        {problem}
      </p>
    </main>
  );
}
