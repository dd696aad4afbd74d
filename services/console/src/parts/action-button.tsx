import type { ReactNode } from 'react';
import { Button, Focusable, Tooltip, TooltipTrigger } from 'react-aria-components';

interface ActionButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** Why the person may not do it (`useRefusal`), or why it cannot be done now. */
  readonly refusal?: string | undefined;
  readonly look?: 'primary' | 'danger' | 'quiet';
  readonly isPending?: boolean;
}

/**
 * A button that says why where it can't be pressed: it stays within reach of the keyboard, and the reason is its
 * description.
 */
export function ActionButton({ children, onPress, refusal, look, isPending = false }: ActionButtonProps) {
  const className = `react-aria-Button ${look ?? ''}`;
  if (refusal === undefined) {
    return (
      <Button className={className} onPress={onPress} isPending={isPending}>
        {children}
      </Button>
    );
  }
  return (
    <TooltipTrigger delay={200}>
      <Focusable>
        <button type="button" className={className} aria-disabled="true" title="">
          {children}
          <span className="visually-hidden">: {refusal}</span>
        </button>
      </Focusable>
      <Tooltip>{refusal}</Tooltip>
    </TooltipTrigger>
  );
}
