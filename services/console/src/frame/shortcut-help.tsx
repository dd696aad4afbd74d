import { Button, Switch } from 'react-aria-components';
import { DialogActions, ModalDialog } from '../parts/dialog.tsx';
import { PAGES } from './navigation.ts';

interface ShortcutHelpProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly singleKeys: boolean;
  readonly setSingleKeys: (on: boolean) => void;
}

const ALWAYS = [
  [['Ctrl K'], 'Find a page or a command'],
  [['/'], 'Search what is on the page'],
  [['?'], 'This help'],
  [['↑', '↓'], 'Move in a list; Enter opens'],
] as const;

export function ShortcutHelp({ isOpen, onClose, singleKeys, setSingleKeys }: ShortcutHelpProps) {
  const lines: readonly (readonly [readonly string[], string])[] = [
    ...ALWAYS,
    ...PAGES.map(({ key, title }) => [['g', key], title] as const),
  ];
  return (
    <ModalDialog title="Keyboard" isOpen={isOpen} onClose={onClose}>
      <dl className="shortcuts">
        {lines.map(([keys, what]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Switch isSelected={singleKeys} onChange={setSingleKeys}>
        <span className="switch" aria-hidden="true" />
        Single keys are shortcuts
      </Switch>
      <DialogActions>
        <Button onPress={onClose}>Close</Button>
      </DialogActions>
    </ModalDialog>
  );
}
