import { type ReactNode, useEffect, useState } from 'react';
import {
  Button,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SearchField,
  Select,
  SelectValue,
} from 'react-aria-components';
import { Icon } from './icon.tsx';
import './filter-bar.css';

/** What narrows a list down, above it. Its values belong in the address. */
export function FilterBar({ children }: { readonly children: ReactNode }) {
  return (
    <search className="filters" aria-label="Filters">
      {children}
    </search>
  );
}

interface ChoiceFilterProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value | undefined) => void;
}

const ANY = '*any*';

/** One of a few values, or any. */
export function ChoiceFilter<Value extends string>({
  label,
  options,
  value,
  onChange,
}: ChoiceFilterProps<Value>) {
  return (
    <Select
      className={`filter ${value === undefined ? '' : 'on'}`}
      value={value ?? ANY}
      onChange={(key) => onChange(options.find((option) => option.value === key)?.value)}
    >
      <Label>{label}</Label>
      <Button>
        <SelectValue>{({ selectedText }) => (value === undefined ? 'any' : selectedText)}</SelectValue>
        <Icon name="down" size={12} />
      </Button>
      <Popover>
        <ListBox>
          <ListBoxItem id={ANY}>any</ListBoxItem>
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value}>
              {option.text}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}

interface TextFilterProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly placeholder?: string;
  /** It takes the keyboard at `/`. */
  readonly isMain?: boolean;
}

/** Text that is looked for: on Enter, when the field is left, and when it is cleared. */
export function TextFilter({ label, value, onChange, placeholder = '', isMain = false }: TextFilterProps) {
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  const settle = (given: string) => {
    const wanted = given.trim() === '' ? undefined : given.trim();
    if (wanted !== value) onChange(wanted);
  };
  return (
    <SearchField
      className={`filter-text ${value === undefined ? '' : 'on'}`}
      value={text}
      onChange={setText}
      onSubmit={settle}
      onBlur={() => settle(text)}
      onClear={() => settle('')}
    >
      <Label className="visually-hidden">{label}</Label>
      <Input placeholder={placeholder === '' ? label : placeholder} {...(isMain && { 'data-search': '' })} />
    </SearchField>
  );
}
