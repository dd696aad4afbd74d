import type { RouteComponent } from '@tanstack/react-router';
import { Page } from '../parts/page.tsx';
import type { Scope } from '../session/scopes.ts';
import { useRefusal } from '../session/use-session.ts';
import { MissingScope } from './missing-scope.tsx';

/** A page that shows nothing to whoever lacks a scope but what they lack: it is not begun, and asks for nothing. */
export function scoped(scope: Scope, title: string, Shown: RouteComponent): RouteComponent {
  function Scoped() {
    if (useRefusal(scope) === undefined) return <Shown />;
    return (
      <Page title={title}>
        <MissingScope scope={scope} />
      </Page>
    );
  }
  return Object.assign(Scoped, Shown.preload && { preload: Shown.preload });
}
