import {
  Button,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as ToastList,
} from 'react-aria-components';
import { Icon } from '../parts/icon.tsx';
import { toasts } from '../parts/toasts.ts';
import './toast-region.css';

/** Where toasts are shown, above every page. */
export function ToastRegion() {
  return (
    <ToastList queue={toasts} className="toasts" aria-label="Notices">
      {({ toast }) => (
        <Toast toast={toast} className={`toast ${toast.content.tone}`}>
          <Icon name={toast.content.tone === 'allow' ? 'check' : 'warning'} />
          <ToastContent>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          <Button slot="close" className="react-aria-Button quiet icon-only" aria-label="Close">
            <Icon name="close" size={12} />
          </Button>
        </Toast>
      )}
    </ToastList>
  );
}
