import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { getOperationAST, OperationTypeNode, parse } from 'graphql';
import { useMemo } from 'react';

import { FIRST_QUERY } from './first-query';
import { ask, follow, refusal } from './gateway';
import { ViewerBadge } from './viewer-badge';

interface WorkbenchProps {
  token: string;
  onSignedOut: (reason: string | null) => void;
}

/** GraphiQL, signed in. */
export function Workbench({ token, onSignedOut }: WorkbenchProps) {
  const fetcher = useMemo<Fetcher>(
    () => async (operation, options) => {
      const headers = { authorization: `Bearer ${token}`, ...options?.headers };
      if (isSubscription(operation)) return follow(operation, headers) as Awaited<ReturnType<Fetcher>>;
      const answer = await ask(operation, headers);
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

function isSubscription({ query, operationName }: FetcherParams): boolean {
  try {
    return getOperationAST(parse(query), operationName)?.operation === OperationTypeNode.SUBSCRIPTION;
  } catch {
    // The gateway says what is wrong with it.
    return false;
  }
}
