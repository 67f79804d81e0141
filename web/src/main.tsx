/** Starts the UI. */
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { asProblem } from './api/problem.ts';
import { sessionQuery } from './api/queries.ts';
import { routerWith } from './router.tsx';
import './styles/main.scss';

const retriesMax = 2;

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // The session ended elsewhere: ask again who we are, and the pages follow.
    onError(error) {
      if (asProblem(error).status === 401) {
        void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      }
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5000,
      // A refusal stays one however often it is asked; only silence and `503` may pass.
      retry: (failures, error) =>
        failures < retriesMax && [0, 503].includes(asProblem(error).status),
    },
  },
});

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={routerWith(queries)} />
    </QueryClientProvider>
  </StrictMode>,
);
