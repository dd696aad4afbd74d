import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Refused } from './api/answered.ts';
import { Entrance } from './frame/entrance.tsx';
import { router } from './router.ts';
import { useSession } from './session/use-session.ts';

const queries = new QueryClient({ defaultOptions: { queries: { staleTime: 5_000, retry: isWorthAnother } } });

/** Once more where the gateway did not answer, or could not; what it refused it will refuse again. */
function isWorthAnother(failures: number, error: Error): boolean {
  return failures < 1 && !(error instanceof Refused && error.problem.status < 500);
}

export function App() {
  const session = useSession();
  if (session.state !== 'logged-in') return <Entrance session={session} />;
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
