import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { ForeignName, ForeignText } from '../parts/foreign-text.tsx';
import { Icon } from '../parts/icon.tsx';
import { SCOPES } from '../session/scopes.ts';
import { logOut } from '../session/session.ts';
import { subjectOf } from '../session/subject.ts';
import { useSession } from '../session/use-session.ts';
import './account-menu.css';

/** Who is logged in, what they may do, and the way out. */
export function AccountMenu() {
  const session = useSession();
  if (session.state !== 'logged-in') return null;
  const subject = subjectOf(session.token) ?? 'you';
  return (
    <DialogTrigger>
      <Button className="react-aria-Button quiet account" aria-label={`Account: ${subject}`}>
        <Icon name="person" />
        <ForeignName text={subject} />
      </Button>
      <Popover placement="top start">
        <Dialog className="account-card" aria-label="Account">
          <div>
            <p className="soft small">Logged in as</p>
            <p>
              <ForeignText text={subject} />
            </p>
          </div>
          <ul>
            {Object.entries(SCOPES).map(([scope, purpose]) => (
              <ScopeLine
                key={scope}
                scope={scope}
                purpose={purpose}
                isHeld={session.scopes.includes(scope)}
              />
            ))}
          </ul>
          <Button onPress={logOut}>
            <Icon name="out" />
            Log out
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

interface ScopeLineProps {
  readonly scope: string;
  readonly purpose: string;
  readonly isHeld: boolean;
}

function ScopeLine({ scope, purpose, isHeld }: ScopeLineProps) {
  return (
    <li className={isHeld ? 'held' : 'soft'}>
      <Icon name={isHeld ? 'check' : 'close'} size={14} />
      <span>
        <code>{scope}</code>
        <span className="soft small">
          {isHeld ? '' : 'not granted: '}
          {purpose}
        </span>
      </span>
    </li>
  );
}
