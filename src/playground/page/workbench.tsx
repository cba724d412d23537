import type { Fetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { useMemo } from 'react';

import { FIRST_QUERY } from './first-query';
import { ask, refusal } from './gateway';
import { ViewerBadge } from './viewer-badge';

interface WorkbenchProps {
  token: string;
  onSignedOut: (reason: string | null) => void;
}

/** GraphiQL, signed in. */
export function Workbench({ token, onSignedOut }: WorkbenchProps) {
  const fetcher = useMemo<Fetcher>(
    () => async (operation, options) => {
      const answer = await ask(operation, { authorization: `Bearer ${token}`, ...options?.headers });
      const reason = refusal(answer);
      if (reason && !options?.headers) onSignedOut(reason);
      return answer as Awaited<ReturnType<Fetcher>>;
    },
    [token, onSignedOut],
  );

  return (
    <GraphiQL fetcher={fetcher} defaultQuery={FIRST_QUERY} defaultEditorToolsVisibility={false}>
      <GraphiQL.Logo>
        <ViewerBadge token={token} onSignOut={() => onSignedOut(null)} />
      </GraphiQL.Logo>
    </GraphiQL>
  );
}
