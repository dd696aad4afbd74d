import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Entrance } from './frame/entrance.tsx';
import { router } from './router.ts';
import { useSession } from './session/use-session.ts';

const queries = new QueryClient({ defaultOptions: { queries: { staleTime: 5_000, retry: 1 } } });

export function App() {
  const session = useSession();
  if (session.state !== 'logged-in') return <Entrance session={session} />;
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
