import { Button } from 'react-aria-components';
import { logIn, logOut, type Session } from '../session/session.ts';
import './entrance.css';

/** What somebody sees who is not logged in, and why. */
export function Entrance({ session }: { readonly session: Exclude<Session, { state: 'logged-in' }> }) {
  return (
    <main className="entrance">
      <img src="./icon.svg" alt="" width={48} height={48} />
      <h1>Cambio</h1>
      <Words session={session} />
    </main>
  );
}

function Words({ session }: { readonly session: Exclude<Session, { state: 'logged-in' }> }) {
  switch (session.state) {
    case 'starting':
      return <p>Looking whether you are logged in…</p>;
    case 'no-login':
      return (
        <p>
          Nobody can log in at this gateway yet: its settings name no identity provider. Set{' '}
          <code>admin.login</code>, and grant the admin API to your team by a mapping.
        </p>
      );
    case 'logged-out':
      return (
        <>
          <p>
            {session.ended === true
              ? 'Your log-in has ended. Log in to go on where you were.'
              : 'Your organisation’s identity and the gateway’s own mappings decide who may see what here.'}
          </p>
          <LogInButton />
        </>
      );
    case 'not-granted':
      return (
        <>
          <p>
            You are logged in, but no mapping grants you the admin API: <code>{session.reason}</code>
          </p>
          {session.decision !== undefined && (
            <p>
              An admin can look up why, and what would have to change: <code>{session.decision}</code>
            </p>
          )}
          <Button onPress={logOut}>Log in as somebody else</Button>
        </>
      );
    case 'failed':
      return (
        <>
          <p role="alert">{session.message}</p>
          <LogInButton />
        </>
      );
  }
}

function LogInButton() {
  return (
    <Button className="react-aria-Button primary" onPress={logIn}>
      Log in
    </Button>
  );
}
