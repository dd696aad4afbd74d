import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Input,
  Keyboard,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { Icon } from '../parts/icon.tsx';
import { logOut } from '../session/session.ts';
import { type Command, commandsFor } from './commands.ts';
import { chooseTheme } from './theme.ts';
import './palette.css';

interface PaletteProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Every page and command by its name, and decisions by their ids. */
export function Palette({ isOpen, onClose }: PaletteProps) {
  const [typed, setTyped] = useState('');
  const run = useCommand();
  const commands = commandsFor(typed);
  const close = () => {
    setTyped('');
    onClose();
  };
  const act = (id: unknown) => {
    const command = commands.find((each) => each.id === id);
    close();
    if (command !== undefined) run(command);
  };
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => open || close()} isDismissable>
      <Modal>
        <Dialog className="palette" aria-label="Commands">
          <Autocomplete inputValue={typed} onInputChange={setTyped} disableAutoFocusFirst={false}>
            <SearchField aria-label="Find a page, a command, or a decision by its id" autoFocus>
              <Icon name="search" />
              <Input placeholder="Find a page, a command, or a decision by its id" />
            </SearchField>
            <Menu aria-label="Commands" items={commands} onAction={act}>
              {(command) => (
                <MenuItem id={command.id} textValue={command.title}>
                  {command.title}
                  {command.kind === 'page' && <Keyboard>{command.keys}</Keyboard>}
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function useCommand(): (command: Command) => void {
  const navigate = useNavigate();
  return (command) => {
    switch (command.kind) {
      case 'page':
        return void navigate({ to: command.to });
      case 'theme':
        return chooseTheme(command.theme);
      case 'log-out':
        return void logOut();
      case 'decision':
        return void navigate({ to: '/decisions/$id', params: { id: command.decision } });
      case 'workloads':
        return void navigate({ to: '/workloads', search: { name: command.name } });
    }
  };
}
