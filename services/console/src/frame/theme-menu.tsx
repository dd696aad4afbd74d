import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Icon } from '../parts/icon.tsx';
import { chooseTheme, THEMES, type Theme, useTheme } from './theme.ts';

const ICONS = { system: 'system', light: 'sun', dark: 'moon' } as const;
const TITLES: Readonly<Record<Theme, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' };

export function ThemeMenu() {
  const theme = useTheme();
  return (
    <MenuTrigger>
      <Button className="react-aria-Button quiet icon-only" aria-label={`Theme: ${TITLES[theme]}`}>
        <Icon name={ICONS[theme]} />
      </Button>
      <Popover placement="top end">
        <Menu
          aria-label="Theme"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[theme]}
          onAction={(key) => chooseTheme(THEMES.find((each) => each === key) ?? 'system')}
        >
          {THEMES.map((each) => (
            <MenuItem key={each} id={each}>
              <Icon name={ICONS[each]} />
              {TITLES[each]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
