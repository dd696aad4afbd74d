import type { Settings } from '@cambio/settings';

/** A service that may use the service door, as it stands in the settings. */
export type RegisteredService = Settings['clients'][number];
