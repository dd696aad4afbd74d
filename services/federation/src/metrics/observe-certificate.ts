import type { Meter } from '@opentelemetry/api';
import type { CertificateFiles } from '../certificate/files.ts';

/** Shows how long the certificate is good for that the public listener shows, where it shows one. */
export function observeCertificate(
  files: Pick<CertificateFiles, 'current'>,
  meter: Meter,
  now: () => number,
): void {
  meter
    .createObservableGauge('cambio.certificate.expiry', {
      description:
        'Time until the certificate of the public listener ends, or the first of those it comes with. Below zero it has. Absent where others end TLS.',
      unit: 's',
    })
    .addCallback((gauge) => {
      const { endsAt } = files.current();
      if (endsAt !== undefined) gauge.observe((endsAt - now()) / 1000);
    });
}
