import { type FormEvent, useState } from 'react';

interface SignInFormProps {
  /** Why the form is shown, where it isn't for the first time. */
  reason: string | null;
  onToken: (token: string) => void;
}

/** Where a token is pasted. */
export function SignInForm({ reason, onToken }: SignInFormProps) {
  const [token, setToken] = useState('');

  function submit(event: FormEvent) {
    event.preventDefault();
    onToken(token.trim());
  }

  return (
    <main className="sign-in">
      <form onSubmit={submit}>
        <h1>Persistent Chat Gateway</h1>
        {reason && (
          <p className="reason" role="alert">
            {reason}
          </p>
        )}
        <label htmlFor="token">Access token</label>
        <input
          id="token"
          type="password"
          autoComplete="off"
          spellCheck={false}
          placeholder="pcg_…"
          required
          autoFocus
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
        <button type="submit">Sign in</button>
        <p className="hint">
          The gateway prints a link that signs you in when it starts on a terminal. An administrator makes tokens with
          the mutation <code>newToken</code> or with <code>npm run token</code>.
        </p>
      </form>
    </main>
  );
}
