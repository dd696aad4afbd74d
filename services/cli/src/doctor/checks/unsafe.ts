import { dangersMet, type Settings } from '@cambio/settings';
import { type Finding, findings } from '../finding.ts';

/** What of the settings is unsafe and was accepted by name, and what of them others can listen to. */
export async function checkUnsafe(settings: Settings): Promise<readonly Finding[]> {
  const about = findings('unsafe');
  const accepted = dangersMet(settings).map((danger) =>
    about.warning(
      `unsafe.${danger} is accepted, and met`,
      'Mend what it is about, and take it out: docs/reference/settings.md.',
    ),
  );
  const clear = storesInTheClear(settings).map((member) =>
    about.warning(
      `${member} is reached in the clear, beyond this machine`,
      'Use rediss:// for Redis, sslmode=verify-full for PostgreSQL.',
    ),
  );
  const found = [...accepted, ...clear];
  return found.length > 0 ? found : [about.ok('nothing of these settings is')];
}

function storesInTheClear({ ledger, marks }: Settings): readonly string[] {
  const isLedger =
    /^postgres/.test(ledger.url) && isBeyond(ledger.url) && !/[?&]sslmode=verify-full/.test(ledger.url);
  const isMarks = /^redis(\+|:)/.test(marks.url) && isBeyond(marks.url);
  return [...(isLedger ? ['ledger.url'] : []), ...(isMarks ? ['marks.url'] : [])];
}

/** Sockets in the file system have no host. */
function isBeyond(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? '';
  return host !== '' && host !== 'localhost' && host !== '[::1]' && !/^127\./.test(host);
}
