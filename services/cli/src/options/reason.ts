import { Option } from '@commander-js/extra-typings';

/** Why something is changed: of every command that changes what is kept with the name of who did. */
export const REASON = new Option('-r, --reason <text>', 'why; kept with your name').makeOptionMandatory();
