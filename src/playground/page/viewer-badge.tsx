import { useEffect, useState } from 'react';

import { ask } from './gateway';

interface Viewer {
  actor: string;
  role: string;
  tokenExpiresAt: string;
}

interface ViewerBadgeProps {
  token: string;
  onSignOut: () => void;
}

/** Who is signed in. */
export function ViewerBadge({ token, onSignOut }: ViewerBadgeProps) {
  const [viewer, setViewer] = useState<Viewer | null>(null);

  useEffect(() => {
    const query = '{ viewer { actor role tokenExpiresAt } }';
    void ask<{ viewer: Viewer }>({ query }, { authorization: `Bearer ${token}` }).then(({ data }) =>
      setViewer(data?.viewer ?? null),
    );
  }, [token]);

  return (
    <span className="viewer">
      {viewer && (
        <span title={`Signed in until ${new Date(viewer.tokenExpiresAt).toLocaleString()}`}>
          {viewer.actor} · {viewer.role.toLowerCase()}
        </span>
      )}
      <button type="button" onClick={onSignOut}>
        Sign out
      </button>
    </span>
  );
}
