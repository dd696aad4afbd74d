import type { Settings } from '@cambio/settings';
import type { Surroundings } from '../surroundings.ts';
import { fileSink } from './file-sink.ts';
import { otlpSink } from './otlp-sink.ts';
import type { Sink } from './sink.ts';
import { webhookSink } from './webhook-sink.ts';

/** The sink that a member of `audit.sinks` describes. Nothing is connected to yet. */
export function openSink(
  settings: Settings['audit']['sinks'][number],
  issuer: string,
  { log, now }: Surroundings,
  onRejected: (records: number) => void,
): Sink {
  switch (settings.type) {
    case 'file':
      return fileSink({ ...settings, issuer, now });
    case 'otlp':
      return otlpSink({ ...settings, headers: settings.headers ?? {}, issuer, log, onRejected });
    case 'webhook':
      return webhookSink({
        ...settings,
        headers: settings.headers ?? {},
        secret: settings.secret,
        issuer,
        log,
        onRejected,
        now,
      });
  }
}
