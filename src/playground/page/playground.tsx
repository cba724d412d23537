import './workers';
import 'graphiql/style.css';
import './playground.css';

import { StrictMode, useCallback, useState } from 'react';
import { createRoot } from 'react-dom/client';

import { keepToken, redeem, storedToken, takeCode } from './session';
import { SignInForm } from './sign-in-form';
import { Workbench } from './workbench';

interface Session {
  token: string | null;
  reason: string | null;
}

function Playground({ initial }: { initial: Session }) {
  const [{ token, reason }, setSession] = useState(initial);
  const signIn = useCallback((next: string) => setSession(kept({ token: next, reason: null })), []);
  const signOut = useCallback((why: string | null) => setSession(kept({ token: null, reason: why })), []);
  return token ? (
    <Workbench key={token} token={token} onSignedOut={signOut} />
  ) : (
    <SignInForm reason={reason} onToken={signIn} />
  );
}

function kept(session: Session): Session {
  keepToken(session.token);
  return session;
}

async function start(): Promise<Session> {
  const code = takeCode();
  if (!code) return { token: storedToken(), reason: null };
  try {
    return kept({ token: await redeem(code), reason: null });
  } catch (error) {
    return { token: storedToken(), reason: (error as Error).message };
  }
}

void start().then((initial) => {
  createRoot(document.getElementById('playground')!).render(
    <StrictMode>
      <Playground initial={initial} />
    </StrictMode>,
  );
});
