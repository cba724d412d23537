import { type FormEvent, useState } from 'react';

import { tokenIn, whyRefused } from './pasted-token';

interface SignInFormProps {
  /** Why the form is shown, where it isn't for the first time. */
  reason: string | null;
  onToken: (token: string) => void;
}

/** Where a token is pasted. */
export function SignInForm({ reason, onToken }: SignInFormProps) {
  const [pasted, setPasted] = useState('');
  const [alert, setAlert] = useState(reason);
  const [asking, setAsking] = useState(false);

  async function signIn() {
    setAsking(true);
    const token = tokenIn(pasted);
    const refused = await whyRefused(token);
    if (!refused) return onToken(token);
    setAlert(refused);
    setAsking(false);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!asking) void signIn();
  }

  return (
    <main className="sign-in">
      <form onSubmit={submit}>
        <h1>Persistent Chat Gateway</h1>
        {alert && (
          <p className="reason" role="alert">
            {alert}
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
          value={pasted}
          onChange={(event) => setPasted(event.target.value)}
        />
        <button type="submit" disabled={asking}>
          Sign in
        </button>
        <p className="hint">
          The gateway prints a link that signs you in when it starts on a terminal. An administrator makes tokens with
          the mutation <code>newToken</code> or with <code>npm run token</code>.
        </p>
      </form>
    </main>
  );
}
