import { Input, Label, Text, TextField } from 'react-aria-components';

interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
}

/** Why a change is made, in a line: it is kept with the revision. */
export function ReasonField({ value, onChange, autoFocus = false }: ReasonFieldProps) {
  return (
    <TextField value={value} onChange={onChange} isRequired maxLength={500} autoFocus={autoFocus}>
      <Label>Reason</Label>
      <Input placeholder="Why, in one line" />
      <Text slot="description">Kept with your name in the history.</Text>
    </TextField>
  );
}
