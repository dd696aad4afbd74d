import { Option } from '@commander-js/extra-typings';

/** Which gateway is asked: an option of every command that asks one. */
export const GATEWAY = new Option('-g, --gateway <url>', 'the issuer URL of the gateway; CAMBIO_GATEWAY');
